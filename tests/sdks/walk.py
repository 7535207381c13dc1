"""Calls a server with the official SDKs: `walk.py SERVER COMMAND…`.

`COMMAND` makes the requests of the TypeScript SDK. It gets the address, the API token and the ID of
an environment integration.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiohttp import ClientResponseError
from truto_python_sdk import TrutoApi

UNKNOWN = "00000000-0000-4000-8000-000000000000"

DEFINITION = """\
name: acme-crm
label: Acme CRM
category: crm
authentication:
  oauth2:
    authorization_url: {url}/authorize
    token_url: {url}/token
    revocation_url: {url}/revoke
verification:
  request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{access_token}}" }} }}
  success: [200]
account:
  request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{access_token}}" }} }}
  context: {{ organisation_id: /organisation }}
"""


class ThirdParty(BaseHTTPRequestHandler):
    """Accepts its access tokens, issues new ones, and revokes what it is asked to. It is also the
    receiver of webhooks."""

    issued = ["at-1"]
    revoked = []
    events = []

    def do_GET(self):
        known = self.headers.get("authorization") in {f"Bearer {token}" for token in self.issued}
        self.answer(200 if known else 401, {"organisation": "o-1"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        answer = {}
        if self.path == "/token":
            self.issued.append(f"at-{len(self.issued) + 1}")
            answer = {"access_token": self.issued[-1], "refresh_token": "rt-2", "expires_in": 3600}
        elif self.path == "/webhooks":
            self.events.append(json.loads(body))
        else:
            self.revoked.append(body)
        self.answer(200, answer)

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server:
    """A link-token server with an environment that offers an app of the third party."""

    def __init__(self, binary, folder, stack):
        self.binary = binary
        names = [name for name in os.environ if not name.startswith("LINK_TOKEN_")]
        self.variables = {name: os.environ[name] for name in names}
        self.variables["LINK_TOKEN_CONFIG"] = ""
        self.variables["LINK_TOKEN_DATABASE"] = f"sqlite:{folder}/sdks.db"
        third_party = ThreadingHTTPServer(("127.0.0.1", 0), ThirdParty)
        threading.Thread(target=third_party.serve_forever, daemon=True).start()
        stack.callback(third_party.shutdown)
        integrations = folder / "integrations"
        integrations.mkdir()
        url = f"http://127.0.0.1:{third_party.server_port}"
        self.receiver = f"{url}/webhooks"
        (integrations / "acme-crm.yaml").write_text(DEFINITION.format(url=url))
        self.admin("environment", "create", "--name", "test")
        client = ["--client-id", "an-id", "--client-secret-file", "-"]
        enable = ["integration", "enable", "--environment", "test", "acme-crm", *client]
        self.admin(*enable, "--integrations", integrations, secret="a-secret")
        created = self.admin("api-token", "create", "--environment", "test", "--json")
        self.api_token = json.loads(created)["secret"]
        serve = [binary, "serve", "--listen", "127.0.0.1:0", "--operator-listen", ""]
        serve += ["--integrations", integrations, "--outbound-allow", "127.0.0.0/8"]
        log = stack.enter_context(open(folder / "log", "w"))
        process = stack.enter_context(
            subprocess.Popen(
                serve, env=self.variables, stdout=subprocess.PIPE, stderr=log, text=True
            )
        )
        stack.callback(process.terminate)
        line = process.stdout.readline()
        assert line.startswith("listening on "), line
        self.url = line.removeprefix("listening on ").strip()

    def admin(self, *arguments, secret=None):
        done = subprocess.run(
            [self.binary, *arguments],
            env=self.variables,
            input=secret,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout


async def status_of(call):
    """Returns the status of the error that a call raises, or 200."""
    try:
        await call
    except ClientResponseError as error:
        return error.status
    return 200


def tokens(access_token):
    return {"oauth": {"token": {"access_token": access_token, "refresh_token": "rt-1"}}}


async def python_sdk(url, api_token):
    api = TrutoApi(token=api_token, base_url=url)
    accounts = api.integrated_accounts
    enabled = await api.environment_integrations.list().to_array()
    assert [it["integration"]["name"] for it in enabled] == ["acme-crm"], enabled
    of = enabled[0]["id"]
    names = [it["name"] async for it in api.integrations.list(limit=5)]
    assert "acme-crm" in names and len(names) > 5, names

    assert await accounts.list().to_array() == []
    created = []
    for number in range(5):
        account = {
            "tenant_id": f"tenant {number % 2}",
            "environment_integration_id": of,
            "authentication_method": "oauth2",
            "context": {"number": number, **tokens("at-1")},
            "region": "eu",
        }
        created.append(await accounts._import(account))
    first = created[0]
    assert first["context"] == {"number": 0}, first
    assert first["status"] == "active" and first["region"] == "eu", first

    listed = await accounts.list().to_array()
    assert listed == created, listed
    # Page by page, with the cursor that the SDK keeps.
    assert [it async for it in accounts.list(limit=2)] == created
    pages = accounts.list(limit=3)
    assert await pages.next_page() == created[:3]
    assert await pages.next_page() == created[3:] and pages.next_cursor is None
    of_tenant = await accounts.list(tenant_id="tenant 1").to_array()
    assert [it["context"]["number"] for it in of_tenant] == [1, 3], of_tenant
    both = await accounts.list(tenant_id=["tenant 0", "tenant 1"], limit=1).to_array()
    assert both == created, both
    filters = {
        "status": {"in": ["active", "needs_reauth"]},
        "integration.name": "acme-crm",
        "created_at": {"gte": created[0]["created_at"], "lt": "2100-01-01T00:00:00.000Z"},
    }
    assert await accounts.list(**filters).to_array() == created
    assert await accounts.list(created_at={"gt": "2100-01-01T00:00:00Z"}).to_array() == []

    assert await accounts.get(first["id"]) == first
    assert await status_of(accounts.get(UNKNOWN)) == 404
    changed = await accounts.update(first["id"], {"context": {"label": "Über"}})
    assert changed["context"] == {"number": 0, "label": "Über"}, changed
    assert await accounts.run_post_install_actions(first["id"]) == {"success": True}
    verified = await accounts.get(first["id"])
    assert verified["context"]["organisation_id"] == "o-1", verified
    assert await accounts.refresh_credentials(first["id"]) == {"success": True}
    assert len(ThirdParty.issued) == 2, ThirdParty.issued
    # There is no proxy here, for which the hosted service has such tokens.
    assert await status_of(accounts.create_integrated_account_token(first["id"])) in (404, 405)

    created_for = {"integrated_account_id": first["id"], "persist_previous_context": True}
    link_token = await api.link_tokens.create(created_for)
    assert link_token["link_token"], link_token

    for account in created:
        assert await accounts.delete(account["id"]) == {"id": account["id"]}
    assert await accounts.list().to_array() == []
    assert await status_of(accounts.delete(first["id"])) == 404
    async with asyncio.timeout(60):
        while len(ThirdParty.revoked) < len(created):
            await asyncio.sleep(0.1)
    return of


async def python_sdk_webhooks(url, api_token, receiver, of):
    api = TrutoApi(token=api_token, base_url=url)
    webhooks = api.webhooks
    assert await webhooks.list().to_array() == []
    events = ["integrated_account:created", "integrated_account:deleted"]
    webhook = {"target_url": receiver, "event_types": events, "is_active": True}
    created = await webhooks.create(webhook)
    other = await webhooks.create({**webhook, "is_active": False})
    assert created["target_url"] == receiver and created["event_types"] == events, created
    listed = [it["id"] async for it in webhooks.list(limit=1)]
    assert sorted(listed) == sorted([created["id"], other["id"]]), listed
    got = await webhooks.get(created["id"])
    assert got["target_url"] == receiver and "secret" not in got, got
    changed = await webhooks.update(created["id"], {"event_types": events[:1]})
    assert changed["event_types"] == events[:1], changed

    account = {
        "tenant_id": "webhooks",
        "environment_integration_id": of,
        "authentication_method": "oauth2",
        "context": tokens("at-1"),
    }
    account = await api.integrated_accounts._import(account)
    async with asyncio.timeout(60):
        while not ThirdParty.events:
            await asyncio.sleep(0.1)
    event = ThirdParty.events[0]
    assert event["event"] == events[0] and event["webhook_id"] == created["id"], event
    assert event["payload"] == account, event

    await api.integrated_accounts.delete(account["id"])
    for webhook in (created, other):
        assert await webhooks.delete(webhook["id"]) == {"id": webhook["id"]}
    assert await status_of(webhooks.get(created["id"])) == 404


def main():
    binary, *command = sys.argv[1:]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Server(binary, folder, stack)
        of = asyncio.run(python_sdk(server.url, server.api_token))
        print("the Python SDK: its methods for accounts work")
        asyncio.run(python_sdk_webhooks(server.url, server.api_token, server.receiver, of))
        print("the Python SDK: its methods for webhooks work")
        subprocess.run([*command, server.url, server.api_token, of], check=True, timeout=60)


main()
