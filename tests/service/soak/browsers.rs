//! Users in front of the connection page, who do what it says, something else, or nothing.

use std::sync::Arc;

use reqwest::StatusCode;
use serde_json::json;

use link_token_tests::{Visited, Visitor};

use super::{APP, Round, Soak, TurnedAway, expect_step};

impl Soak {
    fn link(&self, link_token: &str, more: &str) -> String {
        format!("{}/connect-account?link_token={link_token}{more}", self.server.url)
    }

    /// Opens a link that leads to a confirmation.
    async fn open(
        &self,
        visitor: &mut Visitor,
        link_token: &str,
        method: &str,
    ) -> Result<Visited, TurnedAway> {
        let link = self.link(link_token, &format!("&integration={APP}&auth_format={method}"));
        let page = visitor.open(&link).await;
        expect_step(&page, 200, "confirm")?;
        Ok(page)
    }

    /// Leaves a page for the third party, and returns the address of the callback.
    async fn leave(&self, visitor: &mut Visitor, page: &str) -> Result<String, TurnedAway> {
        visitor.leave(page).await.map_err(|instead| {
            assert_eq!(instead.status, StatusCode::SERVICE_UNAVAILABLE, "{}", instead.html);
            TurnedAway
        })
    }

    /// Connects an account by OAuth, and returns its ID.
    pub async fn connect(&self, link_token: &str) -> Result<String, TurnedAway> {
        let mut visitor = self.visitor.clone();
        let page = self.open(&mut visitor, link_token, "oauth2").await?;
        let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
        connected(&done)
    }
}

/// The ID of the account that a page tells about.
#[track_caller]
fn connected(done: &Visited) -> Result<String, TurnedAway> {
    expect_step(done, 200, "done")?;
    Ok(done.result()["integrated_account_id"].as_str().expect("an ID").to_owned())
}

/// Chooses a method, goes to the third party, and comes back.
pub async fn connect(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let mut visitor = soak.visitor.clone();
    let page = visitor.open(&soak.link(&link_token, "")).await;
    expect_step(&page, 200, "choose")?;
    let page = visitor.submit(&page.url, &[("auth_format", "oauth2")]).await;
    expect_step(&page, 200, "confirm")?;
    let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
    tenant.add(&connected(&done)?);
    soak.count("connected by OAuth");
    Ok(())
}

/// Fills in a form, at first with what is wrong.
pub async fn fill_in_form(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let mut visitor = soak.visitor.clone();
    let page = soak.open(&mut visitor, &link_token, "api_key").await?;
    let page = visitor.submit(&page.url, &[("step", "confirm")]).await;
    expect_step(&page, 200, "form")?;
    let form =
        |subdomain, api_key| [("step", "form"), ("subdomain", subdomain), ("api_key", api_key)];
    let page = visitor.submit(&page.url, &form("a.b", "key-1")).await;
    expect_step(&page, 422, "form")?;
    let page = visitor.submit(&page.url, &form("acme", "another")).await;
    expect_step(&page, 200, "form")?;
    assert_eq!(page.attribute("data-error-type"), Some("validation_error"));
    let done = visitor.submit(&page.url, &form("acme", "key-1")).await;
    tenant.add(&connected(&done)?);
    soak.count("connected by form");
    Ok(())
}

/// Refuses at the third party, and tries again, or not. The code of a second return is wrong.
pub async fn refuse_consent(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let mut visitor = soak.visitor.clone();
    let mut page = soak.open(&mut visitor, &link_token, "oauth2").await?;
    for answer in ["error=access_denied", "code=wrong"] {
        let callback = soak.leave(&mut visitor, &page.url).await?.replace("code=a-code", answer);
        let failed = visitor.open(&callback).await;
        expect_step(&failed, 200, "error")?;
        assert_eq!(failed.attribute("data-error-type"), Some("connection_error"));
        page = visitor.submit(&failed.url, &[("step", "retry")]).await;
        expect_step(&page, 200, "confirm")?;
    }
    soak.count("refused consent");
    if fastrand::bool() {
        let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
        tenant.add(&connected(&done)?);
    }
    Ok(())
}

/// Leaves without a word: on the first page, or at the third party.
pub async fn walk_away(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let mut visitor = soak.visitor.clone();
    let page = soak.open(&mut visitor, &link_token, "oauth2").await?;
    if fastrand::bool() {
        soak.leave(&mut visitor, &page.url).await?;
    }
    soak.count("walked away");
    Ok(())
}

/// Comes back without its cookie, and with garbage, before it comes back as it should.
pub async fn return_wrongly(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let mut visitor = soak.visitor.clone();
    let page = soak.open(&mut visitor, &link_token, "oauth2").await?;
    let callback = soak.leave(&mut visitor, &page.url).await?;
    let asked = soak.visitor.clone().open(&callback).await;
    expect_step(&asked, 200, "confirm")?;
    let address = callback.split_once('?').expect("a query").0;
    for garbage in ["", "?state=", "?code=a-code&state=made-up", "?state=%00%ff&error=%3Cb%3E"] {
        let refused = visitor.open(&format!("{address}{garbage}")).await;
        if refused.status == StatusCode::SERVICE_UNAVAILABLE {
            return Err(TurnedAway);
        }
        assert!(refused.status.is_client_error(), "{garbage}: {}", refused.html);
    }
    tenant.add(&connected(&visitor.open(&callback).await)?);
    soak.count("returned wrongly");
    Ok(())
}

/// Opens links that are revoked, made up, or no links.
pub async fn open_dead_links(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let revoked = soak.link_token(&tenant).await?;
    soak.post("/link-token/revoke", &json!({ "link_token": revoked })).await?;
    for link in [&*revoked, "efe6413c-941a-4ca6-8f22-defbf758b824", "not-a-token", ""] {
        let page = soak.visitor.clone().open(&soak.link(link, "")).await;
        expect_step(&page, 404, "error")?;
        assert_eq!(page.attribute("data-error-type"), Some("invalid_token"));
    }
    soak.count("dead links");
    Ok(())
}

/// Opens the link in two tabs, sends each form twice, and comes back twice. There is one account.
pub async fn do_everything_twice(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let mut visitor = soak.visitor.clone();
    let page = soak.open(&mut visitor, &link_token, "oauth2").await?;
    let mut other = soak.visitor.clone();
    let other_page = soak.open(&mut other, &link_token, "oauth2").await?;
    soak.leave(&mut visitor, &page.url).await?;
    let callback = soak.leave(&mut visitor, &page.url).await?;
    let (mut one, mut two) = (visitor.clone(), visitor.clone());
    futures::join!(
        one.open(&callback),
        two.open(&callback),
        other.submit(&other_page.url, &[("step", "confirm")]),
    );
    // One of the three tabs has connected it, and each knows by now.
    let done = visitor.open(&page.url).await;
    soak.count("everything twice");
    tenant.add(&connected(&done)?);
    Ok(())
}
