//! A browser without a screen, for `demo --once`: it opens the link, agrees, and comes back.

use anyhow::{Context as _, bail};
use http::{HeaderValue, Method, header};
use link_token_connect::outbound::{Outbound, OutboundRequest, OutboundResponse};
use url::Url;

/// The most pages and redirects that one step takes.
const MAX_STEPS: usize = 10;

pub struct Walker {
    http: Outbound,
    cookie: Option<HeaderValue>,
}

/// A page that was reached.
struct Reached {
    url: Url,
    html: String,
}

impl Walker {
    pub fn new(http: Outbound) -> Self {
        Self { http, cookie: None }
    }

    /// Connects an account, given the address of the connection page.
    pub async fn connect(&mut self, address: &str) -> anyhow::Result<()> {
        let page = self.open(Method::GET, Url::parse(address)?, "").await?;
        let consent = self.open(Method::POST, page.url, "step=confirm").await?;
        let mut decision = consent.url.clone();
        decision.set_path("/decide");
        decision.query_pairs_mut().append_pair("answer", "allow");
        let done = self.open(Method::GET, decision, "").await?;
        if !done.html.contains("data-step=\"done\"") {
            bail!("the flow ended at {}", done.url.path());
        }
        Ok(())
    }

    async fn open(&mut self, method: Method, url: Url, body: &str) -> anyhow::Result<Reached> {
        let (mut method, mut url, mut body) = (method, url, body);
        for _ in 0..MAX_STEPS {
            let response = self.send(method, &url, body).await?;
            let Some(location) = response.headers.get(header::LOCATION) else {
                if !response.status.is_success() {
                    bail!("{} answered {}", url.path(), response.status);
                }
                return Ok(Reached {
                    url,
                    html: String::from_utf8_lossy(&response.body).into_owned(),
                });
            };
            url = url.join(location.to_str().context("not an address")?)?;
            (method, body) = (Method::GET, "");
        }
        bail!("too many redirects")
    }

    async fn send(
        &mut self,
        method: Method,
        url: &Url,
        body: &str,
    ) -> anyhow::Result<OutboundResponse> {
        let mut request = OutboundRequest::new(method, url.clone());
        if !body.is_empty() {
            let form = HeaderValue::from_static("application/x-www-form-urlencoded");
            request.headers.insert(header::CONTENT_TYPE, form);
            body.as_bytes().clone_into(&mut request.body);
        }
        if let Some(cookie) = &self.cookie {
            request.headers.insert(header::COOKIE, cookie.clone());
        }
        let response = self.http.send(request).await?;
        if let Some(cookie) = response.headers.get(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            self.cookie = Some(HeaderValue::try_from(pair)?);
        }
        Ok(response)
    }
}
