//! Backends that use the API as they should.

use std::sync::{Arc, atomic::Ordering};

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{Round, Soak, TurnedAway, Wait, tenants::Tenant};

impl Soak {
    /// Creates a link token for a new account of a tenant.
    pub async fn link_token(&self, tenant: &Tenant) -> Result<String, TurnedAway> {
        let context = json!({ "label": "x".repeat(200) });
        let body = json!({ "tenant_id": tenant.id, "context": context });
        let created = self.post("/link-token", &body).await?;
        Ok(created["link_token"].as_str().expect("a link token").to_owned())
    }

    async fn is_active(&self, link_token: &str) -> Result<bool, TurnedAway> {
        let body = json!({ "link_token": link_token });
        let found = self.post("/link-token/introspect", &body).await?;
        Ok(found["active"].as_bool().expect("a boolean"))
    }
}

/// Creates, introspects and redeems a link token.
pub async fn redeem(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    assert!(soak.is_active(&link_token).await?);
    let redemption = json!({ "link_token": link_token, "integration": "x" });
    soak.post("/link-token/redeem", &redemption).await?;
    assert!(!soak.is_active(&link_token).await?);
    soak.count("redeemed");
    Ok(())
}

/// Creates a link token several times with one key.
pub async fn repeat_creates(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let key = format!("{}-{}", tenant.id, fastrand::u64(..));
    let create = async |label: &str| {
        let body = json!({ "tenant_id": tenant.id, "context": { "label": label } });
        let request = soak.server.post("/link-token").bearer_auth(&soak.api_token);
        let request = request.header("idempotency-key", &key).json(&body);
        let response = request.send().await.expect("an answer");
        link_token_tests::answer(response).await
    };
    let same = futures::future::join_all((0..3).map(|_| create("same"))).await;
    if same.iter().any(|(status, _)| *status == StatusCode::SERVICE_UNAVAILABLE) {
        return Err(TurnedAway);
    }
    for (status, created) in &same {
        assert_eq!(*status, StatusCode::OK, "{created}");
        assert_eq!(created["link_token"], same[0].1["link_token"]);
    }
    let (status, refused) = create("other").await;
    if status != StatusCode::SERVICE_UNAVAILABLE {
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
    }
    soak.count("repeated creates");
    Ok(())
}

/// Reads the accounts of a tenant, and one of them with its credentials.
pub async fn read(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let mut cursor = String::new();
    for _ in 0..3 {
        let page = format!("/integrated-account?tenant_id={}&limit=50{cursor}", tenant.id);
        let page = soak.get(&page).await?;
        let accounts = page["result"].as_array().expect("a list");
        assert!(accounts.iter().all(|it| it["tenant_id"] == tenant.id.as_str()), "{page}");
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&next_cursor={next}");
    }
    soak.count("lists");
    let Some(account) = tenant.account() else { return Ok(()) };
    let path = format!("/integrated-account/{}", account.id);
    for path in [format!("{path}/credentials"), path] {
        let Ok((status, body)) = soak.call(Method::GET, &path, None).await else {
            // The credentials have expired, and the third party is in trouble.
            soak.count("read in vain");
            continue;
        };
        if status == StatusCode::NOT_FOUND && account.is_leaving.load(Ordering::SeqCst) {
            soak.count("read too late");
            return Ok(());
        }
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        if let Some(token) = body["values"]["access_token"].as_str() {
            let works = soak.party.issuer().accepts(token);
            assert!(works || account.is_leaving.load(Ordering::SeqCst), "{path}: {token}");
        }
        soak.count("read");
    }
    Ok(())
}

/// A user ends a grant at the third party. The account says so, and is authorised again.
pub async fn lose_credentials(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let id = soak.connect(&soak.link_token(&tenant).await?).await?;
    let path = format!("/integrated-account/{id}");
    let credentials = soak.get(&format!("{path}/credentials")).await?;
    let token = credentials["values"]["access_token"].as_str().expect("a token");
    soak.party.issuer().end_grant_of(token);
    let (demand, refresh) = (json!({ "id": id }), "/integrated-account/refresh-credentials");
    let wait = Wait::until("the third party has refused");
    let (status, body) = loop {
        match soak.call(Method::POST, refresh, Some(&demand)).await {
            Ok(answer) => break answer,
            // The third party is in trouble.
            Err(TurnedAway) => wait.a_moment().await,
        }
    };
    assert_eq!(status, StatusCode::CONFLICT, "{body}");
    let status = async || Ok(soak.get(&path).await?["status"].clone());
    assert_eq!(status().await?, "needs_reauth");
    let (refused, body) = soak.call(Method::GET, &format!("{path}/credentials"), None).await?;
    assert_eq!(refused, StatusCode::CONFLICT, "{body}");

    let again = soak.post("/link-token", &json!({ "integrated_account_id": id })).await?;
    let same = soak.connect(again["link_token"].as_str().expect("a link token")).await?;
    assert_eq!((&same, status().await?), (&id, json!("active")));
    tenant.add(&id);
    soak.count("reauthorised");
    Ok(())
}

/// Deletes an account. Its tokens are revoked at the third party.
pub async fn delete(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.any();
    let Some(account) = tenant.take_account() else { return Ok(()) };
    let path = format!("/integrated-account/{}", account.id);
    let (status, deleted) = soak.call(Method::DELETE, &path, None).await?;
    assert_eq!((status, &deleted["id"]), (StatusCode::OK, &json!(account.id)));
    for method in [Method::GET, Method::DELETE] {
        let (status, _) = soak.call(method, &path, None).await?;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    soak.count("deleted");
    Ok(())
}

/// Revokes all link tokens of a tenant, which nobody else uses.
pub async fn revoke_all(soak: Arc<Soak>) -> Round {
    let tenant = soak.tenants.create();
    let link_tokens = [soak.link_token(&tenant).await?, soak.link_token(&tenant).await?];
    let selection = json!({ "tenant_id": tenant.id });
    let revoked = soak.post("/link-token/revoke-all", &selection).await?;
    assert_eq!(revoked, json!({ "revoked": 2, "has_more": false }));
    assert!(!soak.is_active(&link_tokens[0]).await?);
    soak.erase_tenant(&tenant).await;
    soak.count("revoked all");
    Ok(())
}

/// Erases the oldest tenant, when no client uses it any more.
pub async fn erase(soak: Arc<Soak>) -> Round {
    soak.sleep(soak.part(10, 20)).await;
    let tenant = soak.tenants.replace();
    let wait = Wait::until("the tenant is not in use");
    while Arc::strong_count(&tenant) > 1 {
        wait.a_moment().await;
    }
    soak.erase_tenant(&tenant).await;
    let left = soak.get(&format!("/integrated-account?tenant_id={}", tenant.id)).await?;
    assert_eq!(left["result"], json!([]));
    soak.count("erased tenants");
    Ok(())
}

impl Soak {
    async fn erase_tenant(&self, tenant: &Tenant) {
        let body = json!({ "tenant_id": tenant.id });
        let wait = Wait::until("the tenant is erased");
        loop {
            let path = "/tenant/erase";
            let erase = self.call_as(&self.administrator, Method::POST, path, Some(&body));
            if let Ok((status, state)) = erase.await {
                assert_eq!(status, StatusCode::OK, "{state}");
                if state["status"] == "erased" {
                    return;
                }
            }
            wait.a_moment().await;
        }
    }
}
