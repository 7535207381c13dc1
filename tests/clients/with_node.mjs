// Node.js: `http` with an agent that keeps connections alive, and `fetch`.

import { readFileSync } from "node:fs";
import http from "node:http";

const { API_TOKEN, TRIES, LARGE_TRIES } = process.env;
const urls = { unlimited: process.env.URL, limited: process.env.LIMITED_URL };
const tokens = { valid: API_TOKEN, wrong: "lta_wrong" };
const agent = new http.Agent({ keepAlive: true });

const clients = {
  http: (url, headers, body) =>
    new Promise((resolve) => {
      const request = http.request(url, { agent, method: "POST", headers }, (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode));
      });
      request.on("error", (error) => resolve(error.code));
      request.setHeader("Content-Length", body.length);
      request.end(body);
    }),
  fetch: async (url, headers, body) => {
    try {
      const answer = await fetch(url, { method: "POST", headers, body });
      await answer.arrayBuffer();
      return answer.status;
    } catch (error) {
      return error.cause?.code ?? String(error);
    }
  },
};

let failed = false;
const cases = JSON.parse(readFileSync(new globalThis.URL("cases.json", import.meta.url)));
for (const [client, send] of Object.entries(clients)) {
  for (const { name, statuses, server, path, token, type, body, sizes } of cases) {
    for (const size of sizes) {
      const headers = { Authorization: `Bearer ${tokens[token]}`, "Content-Type": type ?? "application/json" };
      const content = Buffer.from((body ?? '{"tenant_id": "a"}').padEnd(size));
      const seen = {};
      const tries = Number(size < 1 << 20 ? TRIES : LARGE_TRIES);
      for (let number = 0; number < tries; number++) {
        const got = await send(urls[server ?? "unlimited"] + path, headers, content);
        seen[got] = (seen[got] ?? 0) + 1;
      }
      failed ||= !Object.keys(seen).every((got) => statuses.includes(Number(got)));
      console.log(`node ${client}`, `${name} of ${size} bytes`, seen);
    }
  }
}
process.exit(failed ? 1 : 0);
