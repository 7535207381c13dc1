"""The first requests of docs/api.md, with openapi-python-client."""

import os
import uuid

from link_token_api_client import AuthenticatedClient
from link_token_api_client.api.link_token import (
    create_link_token,
    introspect_link_token,
    redeem_link_token,
    revoke_link_token,
)
from link_token_api_client.models import (
    Context,
    Error,
    IntegratedAccount,
    LinkTokenIntrospection,
    LinkTokenRedemption,
    LinkTokenReference,
    LinkTokenRequest,
    LinkTokenResponse,
    Region,
)

client = AuthenticatedClient(
    base_url=os.environ["LINK_TOKEN_URL"], token=os.environ["LINK_TOKEN_API_TOKEN"]
)

body = LinkTokenRequest(tenant_id="acme-1", redirect_uri="https://example.com/redirect")
created = create_link_token.sync(client=client, body=body)
assert isinstance(created, LinkTokenResponse), created
reference = LinkTokenReference(link_token=created.link_token)

found = introspect_link_token.sync(client=client, body=reference)
assert isinstance(found, LinkTokenIntrospection) and found.active, found

redemption = LinkTokenRedemption(link_token=created.link_token, integration="hubspot")
account = redeem_link_token.sync(client=client, body=redemption)
assert isinstance(account, IntegratedAccount) and account.tenant_id == "acme-1", account
again = redeem_link_token.sync(client=client, body=redemption)
assert isinstance(again, Error) and again.status_code == 409, again

revoked = revoke_link_token.sync_detailed(client=client, body=reference)
assert revoked.status_code == 204, revoked

body = LinkTokenRequest(
    tenant_id="acme-1",
    context=Context.from_dict({"label": "Production"}),
    region=Region.EU,
    scopes=["read:users"],
)
keyed = create_link_token.sync(client=client, body=body, idempotency_key=str(uuid.uuid4()))
assert isinstance(keyed, LinkTokenResponse), keyed
