"""Connects accounts with an authorization server: `walk.py SERVER DEFINITION COMMAND…`.

`COMMAND` starts the authorization server, which prints its address.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests

from browser import Browser

BASIC, POST = "client_secret_basic", "client_secret_post"


class Flow:
    """A link-token server with an authorization server as its third party."""

    def __init__(self, server, definition, command, folder, stack):
        self.stack, self.server = stack, server
        self.log = stack.enter_context(open(folder / "log", "w+"))
        names = [name for name in os.environ if not name.startswith("LINK_TOKEN_")]
        self.environment = {name: os.environ[name] for name in names}
        self.environment["LINK_TOKEN_CONFIG"] = ""
        self.database = folder / "walk.db"
        self.environment["LINK_TOKEN_DATABASE"] = f"sqlite:{self.database}"
        self.third_party = self.start(command)
        self.integrations = folder / "integrations"
        self.integrations.mkdir()
        text = definition.read_text().replace("https://third-party.example", self.third_party)
        self.name = definition.stem
        self.body, self.form_post = f"{self.name}-body", f"{self.name}-form-post"
        self.define(self.name, text)
        authentication = "client_authentication: "
        self.define(self.body, text.replace(f"{authentication}basic", f"{authentication}body"))
        prompt = "prompt: consent"
        self.define(self.form_post, text.replace(prompt, f"{prompt}, response_mode: form_post"))
        self.admin("environment", "create", "--name", "test")
        created = self.admin("api-token", "create", "--environment", "test", "--json")
        self.api_token = json.loads(created)["secret"]
        serve = [server, "serve", "--listen", "127.0.0.1:0", "--operator-listen", ""]
        serve += ["--integrations", self.integrations, "--outbound-allow", "127.0.0.0/8"]
        self.url = self.start(serve)

    def define(self, name, text):
        """Writes a definition, under another name."""
        file = self.integrations / f"{name}.yaml"
        file.write_text(text.replace(f"name: {self.name}\n", f"name: {name}\n"))
        self.admin("integration", "check", file)

    def start(self, command):
        """Starts a process that prints its address, and returns the address."""
        process = self.stack.enter_context(
            subprocess.Popen(
                command, env=self.environment, stdout=subprocess.PIPE, stderr=self.log, text=True
            )
        )
        self.stack.callback(process.terminate)
        line = process.stdout.readline()
        assert line.startswith("listening on "), (command, line)
        return line.removeprefix("listening on ").strip()

    def admin(self, *arguments, secret=None):
        command = [self.server, *arguments]
        done = subprocess.run(
            command,
            env=self.environment,
            input=secret,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout

    def enable(self, name, client_id=None, secret=None):
        """Enables an integration, and returns the redirect URI of its OAuth client."""
        client = ["--client-id", client_id, "--client-secret-file", "-"] if client_id else []
        arguments = ["--environment", "test", name, *client, "--integrations", self.integrations]
        enabled = self.admin("integration", "enable", *arguments, "--json", secret=secret)
        return f"{self.url}/connect-account/callback/{json.loads(enabled)['id']}"

    def register(self, redirect_uri, method):
        """Registers an OAuth client with the third party."""
        client = {"redirect_uris": [redirect_uri], "token_endpoint_auth_method": method}
        client["grant_types"] = ["authorization_code", "refresh_token"]
        registered = requests.post(f"{self.third_party}/reg", json=client, timeout=30)
        assert registered.status_code == 201, registered.text
        registered = registered.json()
        return registered["client_id"], registered["client_secret"]

    def call(self, path, body=None, expected=200):
        method = "GET" if body is None else "POST"
        headers = {"Authorization": f"Bearer {self.api_token}"}
        answer = requests.request(method, self.url + path, json=body, headers=headers, timeout=30)
        assert answer.status_code == expected, (path, answer.status_code, answer.text)
        return answer.json()

    def link_token(self, **body):
        return self.call("/link-token", body or {"tenant_id": "acme-1"})["link_token"]

    def is_active(self, link_token):
        return self.call("/link-token/introspect", {"link_token": link_token})["active"]

    def leave(self, browser, link_token, name):
        """Opens the connection page, and goes to the third party."""
        url = f"{self.url}/connect-account?link_token={link_token}&integration={name}"
        page = browser.open(url)
        assert page.step == "confirm", page.html
        return self.go(browser, page)

    def go(self, browser, page):
        page = browser.submit(page, form=index(page, "confirm"))
        asked = next(url for url in page.way if url.startswith(self.third_party))
        asked = parse_qs(urlsplit(asked).query)
        assert asked["code_challenge_method"] == ["S256"] and asked["code_challenge"], asked
        return page

    def consent(self, browser, page, agrees=True):
        """Authenticates at the third party, if asked, and agrees or not."""
        while page.url.startswith(self.third_party):
            fields = page.forms[0]["fields"]
            if "code" in fields:
                # The answer, as a form.
                assert fields["iss"] == self.third_party, page.html
                return page
            if "login" in fields:
                page = browser.submit(page, login="jo", password="a password")
            elif agrees:
                page = browser.submit(page)
            elif len(page.forms) > 1:
                page = browser.submit(page, form=1)
            else:
                page = browser.open(next(link for link in page.links if link.endswith("/abort")))
        assert page.url.startswith(self.url), (page.url, page.html)
        # The answer says who the third party is (RFC 9207).
        back = next(url for url in page.way if "/connect-account/callback/" in url)
        assert parse_qs(urlsplit(back).query)["iss"] == [self.third_party], back
        return page

    def expect_account(self, page, link_token):
        assert page.step == "done", page.html
        assert not self.is_active(link_token)
        id = json.loads(page.main["data-result"])["integrated_account_id"]
        account = self.call(f"/integrated-account/{id}")
        assert account["status"] == "active", account
        assert account["context"] == {"upstream_id": "jo", "upstream_name": "User jo"}, account
        found = self.ask_third_party(self.access_token(id))
        assert (found.status_code, found.json()["sub"]) == (200, "jo"), found.text
        return id

    def access_token(self, id):
        credentials = self.call(f"/integrated-account/{id}/credentials")
        assert credentials["expires_at"], credentials
        assert "refresh_token" not in credentials["values"], credentials.keys()
        return credentials["values"]["access_token"]

    def ask_third_party(self, access_token):
        headers = {"Authorization": f"Bearer {access_token}"}
        return requests.get(f"{self.third_party}/me", headers=headers, timeout=30)

    def refresh(self, id, expected=200):
        return self.call("/integrated-account/refresh-credentials", {"id": id}, expected)

    def sql(self, statement, *values):
        with closing(sqlite3.connect(self.database, timeout=30)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def expect_failure(self, page, link_token, code, text):
        found = page.step, page.main.get("data-error-type")
        assert found == ("error", "connection_error"), page.html
        assert code in page.html and text in page.html, page.html
        assert self.is_active(link_token)


def index(page, step):
    """The form of a page that takes a step."""
    return [form["fields"].get("step") for form in page.forms].index(step)


def connects_account(flow, name, method):
    flow.enable(name, *flow.register(flow.enable(name), method))
    browser, link_token = Browser(), flow.link_token()
    page = flow.consent(browser, flow.leave(browser, link_token, name))
    flow.expect_account(page, link_token)


def form_from_third_party_connects_account(flow):
    flow.enable(flow.form_post, *flow.register(flow.enable(flow.form_post), BASIC))
    browser, link_token = Browser(), flow.link_token()
    answer = flow.consent(browser, flow.leave(browser, link_token, flow.form_post))
    # Browsers keep cookies back from a form of another site, unless the page of this one sends it.
    page = browser.submit(answer, cookies=False)
    assert (page.status, page.step) == (200, "confirm"), page.html
    refused = browser.submit(page, cookies=False)
    assert (refused.status, refused.step) == (403, "error"), refused.html
    flow.expect_account(browser.submit(page), link_token)


def denied_once_connects_at_second_try(flow):
    browser, link_token = Browser(), flow.link_token()
    page = flow.consent(browser, flow.leave(browser, link_token, flow.name), agrees=False)
    flow.expect_failure(page, link_token, "access_denied", "You did not allow access")
    page = browser.submit(page, form=index(page, "retry"))
    page = flow.consent(browser, flow.go(browser, page))
    flow.expect_account(page, link_token)


def wrong_client_secret_is_told_to_developer(flow):
    client_id, secret = flow.register(flow.enable(flow.name), BASIC)
    flow.enable(flow.name, client_id, "wrong")
    browser, link_token = Browser(), flow.link_token()
    page = flow.consent(browser, flow.leave(browser, link_token, flow.name))
    flow.expect_failure(page, link_token, "invalid_client", "not set up")
    flow.enable(flow.name, client_id, secret)
    page = browser.submit(page, form=index(page, "retry"))
    page = flow.consent(browser, flow.go(browser, page))
    flow.expect_account(page, link_token)


def unknown_redirect_uri_stays_at_third_party(flow):
    redirect_uri = flow.enable(flow.name)
    flow.enable(flow.name, *flow.register(f"{redirect_uri}/other", BASIC))
    browser, link_token = Browser(), flow.link_token()
    page = flow.leave(browser, link_token, flow.name)
    assert page.url.startswith(flow.third_party) and page.status == 400, page.html
    assert "redirect_uri" in page.html or "Redirect URI" in page.html, page.html
    assert flow.is_active(link_token)
    # The operator corrects it. The user goes back, and tries again.
    flow.enable(flow.name, *flow.register(redirect_uri, BASIC))
    page = flow.consent(browser, flow.leave(browser, link_token, flow.name))
    flow.expect_account(page, link_token)


def refreshed_credentials_work(flow):
    """Refreshes credentials twice in a row, and then with a refresh token that was used."""
    browser, link_token = Browser(), flow.link_token()
    page = flow.consent(browser, flow.leave(browser, link_token, flow.name))
    id = flow.expect_account(page, link_token)
    content = "SELECT content FROM credentials WHERE account_id = ?"
    row, tokens = uuid.UUID(id).bytes, [flow.access_token(id)]
    for _ in range(2):
        [(before,)] = flow.sql(content, row)
        assert flow.refresh(id) == {"success": True}
        tokens.append(flow.access_token(id))
        assert flow.ask_third_party(tokens[-1]).status_code == 200
    assert len(set(tokens)) == 3
    assert flow.call(f"/integrated-account/{id}")["status"] == "active"
    # As from a backup: the third party takes the token for a stolen one, and ends the grant.
    flow.sql("UPDATE credentials SET content = ? WHERE account_id = ?", before, row)
    refused = flow.refresh(id, expected=409)
    account = flow.call(f"/integrated-account/{id}")
    assert account["status"] == "needs_reauth", (refused, account)
    assert "invalid_grant" in account["last_error"], account
    assert flow.ask_third_party(tokens[-1]).status_code == 401
    # The user helps.
    link_token = flow.link_token(integrated_account_id=id)
    page = flow.consent(browser, flow.leave(browser, link_token, flow.name))
    assert flow.expect_account(page, link_token) == id
    assert flow.refresh(id) == {"success": True}
    assert flow.ask_third_party(flow.access_token(id)).status_code == 200


def walk(flow):
    connects_account(flow, flow.name, BASIC)
    connects_account(flow, flow.body, POST)
    # The server of Authlib has neither forms as answers nor refresh tokens.
    if flow.name == "oidc-provider":
        form_from_third_party_connects_account(flow)
        refreshed_credentials_work(flow)
    denied_once_connects_at_second_try(flow)
    wrong_client_secret_is_told_to_developer(flow)
    unknown_redirect_uri_stays_at_third_party(flow)


def main():
    server, definition, *command = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        flow = Flow(server, Path(definition), command, Path(folder), stack)
        try:
            walk(flow)
        except BaseException:
            flow.log.seek(0)
            print(flow.log.read())
            raise
    print(f"accounts are connected with {definition}")


main()
