// The first requests of docs/api.md, with openapi-typescript and openapi-fetch.
import createClient from "openapi-fetch";
import type { paths } from "./generated/openapi-fetch.js";
import { assert, link, token, url } from "./common.js";

const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${token}` } });

const created = await client.POST("/link-token", {
  body: { tenant_id: "acme-1", redirect_uri: "https://example.com/redirect" },
});
if (created.error) throw new Error(created.error.message);
const link_token: string = created.data.link_token;

const found = await client.POST("/link-token/introspect", { body: { link_token } });
assert(found.data?.active === true && found.data.tenant_id === "acme-1", found);

const redeemed = await client.POST("/link-token/redeem", { body: { link_token, integration: "hubspot" } });
assert(redeemed.data?.status === "active", redeemed);
const again = await client.POST("/link-token/redeem", { body: { link_token } });
assert(again.response.status === 409 && again.error?.message === link, again);

const revoked = await client.POST("/link-token/revoke", { body: { link_token } });
assert(revoked.response.status === 204 && !revoked.error, revoked);

// A key, and every other field.
const keyed = await client.POST("/link-token", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: {
    tenant_id: "acme-1",
    context: { label: "Production" },
    persist_previous_context: null,
    region: "eu",
    scopes: ["read:users"],
  },
});
assert(keyed.response.status === 200, keyed);
// @ts-expect-error: a region that the contract does not have
const wrong = await client.POST("/link-token", { body: { tenant_id: "acme-1", region: "mars" } });
assert(wrong.response.status === 400 && wrong.error?.message.startsWith("region: "), wrong);
