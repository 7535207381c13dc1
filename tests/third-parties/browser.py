"""A browser without scripts."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import requests


class Page(HTMLParser):
    """A page, with its forms and links."""

    def __init__(self, response):
        super().__init__()
        self.url, self.status, self.html = response.url, response.status_code, response.text
        # The addresses that led here, of redirects as well.
        self.way = [one.url for one in response.history] + [response.url]
        self.forms, self.links, self.main = [], [], {}
        self.feed(self.html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name, value = attributes.get("name"), attributes.get("value") or ""
        if tag == "main":
            self.main = attributes
        elif tag == "a" and "href" in attributes:
            self.links.append(urljoin(self.url, attributes["href"]))
        elif tag == "form":
            # Without an action, a form is sent to the address of its page.
            action = urljoin(self.url, attributes.get("action") or "")
            self.forms.append({"action": action, "fields": {}, "buttons": []})
        elif tag == "input" and name and self.forms:
            self.forms[-1]["fields"][name] = value
        elif tag == "button" and self.forms:
            self.forms[-1]["buttons"].append((name, value))

    @property
    def step(self):
        return self.main.get("data-step")


class Browser:
    def __init__(self):
        self.session = requests.Session()

    def open(self, url):
        return Page(self.session.get(url, timeout=30))

    def submit(self, page, form=0, cookies=True, **typed):
        """Sends a form of a page by its first button."""
        session = self.session if cookies else requests
        form = page.forms[form]
        fields = form["fields"] | typed
        if form["buttons"]:
            name, value = form["buttons"][0]
            fields |= {name: value} if name else {}
        # For a page with the policy `no-referrer`, browsers do not tell its origin.
        headers = {"Origin": "null"}
        return Page(session.post(form["action"], data=fields, headers=headers, timeout=30))
