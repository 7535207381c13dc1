// The requests that version 2.0.12 of the official TypeScript SDK makes for accounts, read off its
// sources: the same libraries, addresses, headers and bodies.

import assert from "node:assert/strict";
import qs from "qs";

const [url, token, of] = process.argv.slice(2);

// `requests` that the SDK makes without a leading slash need a base URL that ends with one. The
// others then begin with two.
for (const baseUrl of [url, `${url}/`]) await walk(baseUrl);
console.log("the TypeScript SDK: its requests for accounts work");

async function walk(baseUrl) {
  const request = async (endpoint, init = {}) => {
    const headers = {
      Accept: "application/json",
      Authorization: `Bearer ${token}`,
      "User-Agent": "truto-ts-sdk/2.0.12",
    };
    if (init.body && typeof init.body === "object") {
      headers["Content-Type"] = "application/json";
      init = { ...init, body: JSON.stringify(init.body) };
    }
    const response = await fetch(`${baseUrl}${endpoint}`, { ...init, headers });
    const body = await response.json();
    if (!response.ok) throw Object.assign(new Error(body.message), { statusCode: response.status });
    return body;
  };
  const path = (id) => `/integrated-account/${encodeURIComponent(id)}?`;
  // The first page is asked for with an empty cursor.
  const list = async (options = {}) => {
    const items = [];
    let next_cursor = "";
    do {
      const query = qs.stringify({ ...options, next_cursor });
      const page = await request(`/integrated-account?${query}`);
      items.push(...page.result);
      next_cursor = page.next_cursor || "";
    } while (next_cursor);
    return items;
  };

  const created = [];
  for (const tenant_id of ["a", "b", "a"]) {
    const context = { oauth: { token: { access_token: "at-1", refresh_token: "rt-1", expires_in: 3600 } } };
    const body = { tenant_id, environment_integration_id: of, context };
    created.push(await request("/integrated-account?", { method: "POST", body }));
  }
  assert.deepEqual(await list(), created);
  assert.deepEqual(await list({ limit: 1 }), created);
  const ids = (accounts) => accounts.map((account) => account.id);
  const ofTenant = ids([created[0], created[2]]);
  assert.deepEqual(ids(await list({ tenant_id: "a" })), ofTenant);
  assert.deepEqual(ids(await list({ tenant_id: ["a"], limit: 1 })), ofTenant);
  assert.deepEqual(ids(await list({ tenant_id: { in: ["a", "c"] } })), ofTenant);
  assert.deepEqual(await list({ created_at: { gt: new Date(4e12) } }), []);

  const [first] = created;
  assert.deepEqual(await request(path(first.id)), first);
  const body = { context: { label: "Production" } };
  const changed = await request(path(first.id), { method: "PATCH", body });
  assert.deepEqual(changed.context, { label: "Production" });
  if (baseUrl.endsWith("/")) {
    // Without a slash in front, and as text/plain, since the body is a string.
    const refresh = { method: "POST", body: JSON.stringify({ id: first.id }) };
    const refreshed = await request("integrated-account/refresh-credentials?", refresh);
    assert.deepEqual(refreshed, { success: true });
  }
  for (const { id } of created) {
    assert.deepEqual(await request(path(id), { method: "DELETE" }), { id });
  }
  await assert.rejects(request(path(first.id)), { statusCode: 404 });
}
