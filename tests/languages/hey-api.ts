// The first requests of docs/api.md, with @hey-api/openapi-ts.
import { client } from "./generated/hey-api/client.gen.js";
import * as api from "./generated/hey-api/index.js";
import { assert, link, token, url } from "./common.js";

client.setConfig({ baseUrl: url, auth: token });

const created = await api.createLinkToken({
  body: { tenant_id: "acme-1", redirect_uri: "https://example.com/redirect" },
});
if (created.error) throw new Error(created.error.message);
const link_token: string = created.data.link_token;

const found = await api.introspectLinkToken({ body: { link_token } });
assert(found.data?.active === true && found.data.tenant_id === "acme-1", found);

const redeemed = await api.redeemLinkToken({ body: { link_token, integration: "hubspot" } });
assert(redeemed.data?.status === "active", redeemed);
const again = await api.redeemLinkToken({ body: { link_token } });
assert(again.response?.status === 409 && again.error?.message === link, again);

const revoked = await api.revokeLinkToken({ body: { link_token } });
assert(revoked.response?.status === 204 && !revoked.error, revoked);

const keyed = await api.createLinkToken({
  headers: { "Idempotency-Key": crypto.randomUUID() },
  body: { tenant_id: "acme-1", context: { label: "Production" }, region: "eu", scopes: ["read:users"] },
});
assert(keyed.response?.status === 200, keyed);
// @ts-expect-error: a region that the contract does not have
const wrong = await api.createLinkToken({ body: { tenant_id: "acme-1", region: "mars" } });
assert(wrong.response?.status === 400 && wrong.error?.message.startsWith("region: "), wrong);
