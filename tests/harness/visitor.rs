//! A browser without scripts: it keeps cookies, follows redirects and sends forms.

use std::collections::BTreeMap;

use reqwest::{Response, StatusCode, Url, header, redirect::Policy};
use serde_json::Value;

use crate::http_builder;

/// A browser without scripts.
#[derive(Clone, Debug)]
pub struct Visitor {
    http: reqwest::Client,
    /// The cookies of the server under test, as it set them.
    pub cookies: BTreeMap<String, String>,
    /// The server under test.
    base: String,
}

/// A page as it was answered.
#[derive(Clone, Debug)]
pub struct Visited {
    pub url: String,
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub html: String,
}

impl Visitor {
    pub fn new(base: &str) -> Self {
        let http = http_builder().redirect(Policy::none()).build().expect("a client");
        Self { http, cookies: BTreeMap::new(), base: base.to_owned() }
    }

    /// Opens an address, and follows redirects.
    pub async fn open(&mut self, url: &str) -> Visited {
        let response = self.get(url).await;
        self.follow(response).await
    }

    /// Sends a form to the address of a page, and follows redirects.
    pub async fn submit(&mut self, url: &str, fields: &[(&str, &str)]) -> Visited {
        let response = self.send_form(url, fields).await;
        self.follow(response).await
    }

    /// Presses the button that leads from a page to the third party, which sends the browser back
    /// at once. Returns the address of the callback, or the page that the server answers instead.
    pub async fn leave(&mut self, page: &str) -> Result<String, Visited> {
        let left = self.send_form(page, &[("step", "confirm")]).await;
        let Some(authorization) = location(left.url(), &left) else {
            return Err(self.follow(left).await);
        };
        let back = self.get(&authorization).await;
        Ok(location(back.url(), &back).expect("a redirect"))
    }

    /// Opens an address, without following redirects.
    pub async fn get(&mut self, url: &str) -> Response {
        let request = self.http.get(url);
        self.send(request, url).await
    }

    /// Sends a form, without following redirects.
    pub async fn send_form(&mut self, url: &str, fields: &[(&str, &str)]) -> Response {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .http
            .post(url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            // The pages have the policy `no-referrer`: then browsers do not tell their origin.
            .header(header::ORIGIN, "null")
            .header("sec-fetch-site", "same-origin")
            .body(body);
        self.send(request, url).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder, url: &str) -> Response {
        let is_own = url.starts_with(&self.base);
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if is_own && !cookies.is_empty() {
            request.header(header::COOKIE, cookies.join("; "))
        } else {
            request
        };
        let response = request.send().await.expect("an answer");
        if is_own {
            for cookie in response.headers().get_all(header::SET_COOKIE) {
                let cookie = cookie.to_str().expect("text");
                let pair = cookie.split(';').next().expect("a pair");
                let (name, value) = pair.split_once('=').expect("a pair");
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// Follows redirects between the server under test and third parties on the same machine.
    pub async fn follow(&mut self, mut response: Response) -> Visited {
        for _ in 0..10 {
            let url = response.url().clone();
            let Some(next) = location(&url, &response) else {
                let (status, headers) = (response.status(), response.headers().clone());
                let html = response.text().await.expect("text");
                return Visited { url: url.into(), status, headers, html };
            };
            if !next.starts_with("http://127.0.0.1:") {
                let (status, headers) = (response.status(), response.headers().clone());
                return Visited { url: next, status, headers, html: String::new() };
            }
            response = self.get(&next).await;
        }
        panic!("too many redirects");
    }
}

/// Returns the address that a redirect leads to.
pub fn location(base: &Url, response: &Response) -> Option<String> {
    let location = response.headers().get(header::LOCATION)?.to_str().expect("text");
    Some(base.join(location).expect("an address").into())
}

impl Visited {
    /// The step that the page is about.
    #[track_caller]
    pub fn step(&self) -> &str {
        self.attribute("data-step").unwrap_or_else(|| panic!("no step in {self:?}"))
    }

    /// The result that the page tells the backend's page.
    pub fn result(&self) -> Value {
        let result = self.attribute("data-result").expect("a result").replace("&quot;", "\"");
        serde_json::from_str(&result).expect("JSON")
    }

    /// The value of an attribute of the page's `<main>`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let main = self.html.split_once("<main ")?.1.split_once('>')?.0;
        let value = main.split_once(&format!("{name}=\""))?.1;
        Some(value.split_once('"')?.0)
    }
}
