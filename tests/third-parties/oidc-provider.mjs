// The authorization server of `oidc-provider`, with its own pages, on a free port. Clients register
// at `/reg` (RFC 7591).
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    claims: { openid: ["sub"], profile: ["name"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `User ${id}` }) }),
    features: { registration: { enabled: true }, revocation: { enabled: true } },
    pkce: { required: () => true },
    rotateRefreshToken: true,
  });
  server.on("request", provider.callback());
  console.log(`listening on ${issuer}`);
});
