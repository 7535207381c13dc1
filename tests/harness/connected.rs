//! Accounts that are connected with a third party that rotates refresh tokens.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{Database, Engine, RotatingParty, Server, Visitor, answer, http};

/// An environment whose accounts a third party has issued credentials for.
#[derive(Debug)]
pub struct Connected {
    pub party: RotatingParty,
    pub api_token: String,
    /// The arguments of a server that knows the third party.
    arguments: Vec<String>,
}

impl Connected {
    pub async fn prepare(database: &Database) -> Self {
        let party = RotatingParty::start().await;
        let api_token = database.environment("test");
        let definition = database.file("definitions/rotating.yaml", party.definition().as_bytes());
        let secret = database.file("secret", b"client-sekret");
        let folder = definition.rsplit_once('/').expect("a folder").0.to_owned();
        let enable = ["integration", "enable", "--environment", "test", "rotating"];
        let client = ["--client-id", "an-id", "--client-secret-file", &secret];
        database.admin(&[&enable[..], &client[..], &["--integrations", &folder]].concat());
        let own = ["--outbound-allow", "127.0.0.0/8", "--rate-limit", "0", "--integrations"];
        let mut arguments: Vec<String> = own.map(str::to_owned).to_vec();
        arguments.push(folder);
        Self { party, api_token, arguments }
    }

    /// Returns the arguments of a server that knows the third party.
    pub fn arguments(&self) -> Vec<&str> {
        self.arguments.iter().map(String::as_str).collect()
    }

    pub fn start(&self, database: &Database) -> Server {
        Server::start_with(database, &self.arguments())
    }

    /// Connects a new account by a method, or authorises one again, and returns its ID.
    pub async fn connect(&self, server: &Server, account: Option<&str>, method: &str) -> String {
        let body = match account {
            Some(id) => json!({ "integrated_account_id": id }),
            None => json!({ "tenant_id": "acme-1" }),
        };
        self.connect_with(server, &body, method).await.1
    }

    /// Creates a link token, connects an account with it by a method, and returns both.
    pub async fn connect_with(
        &self,
        server: &Server,
        body: &Value,
        method: &str,
    ) -> (String, String) {
        let (status, created) = server.call(&self.api_token, "/link-token", body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        let link_token = created["link_token"].as_str().expect("a link token").to_owned();
        let link = format!("{}/connect-account?link_token={link_token}", server.url);
        let mut visitor = Visitor::new(&server.url);
        let page = visitor.open(&format!("{link}&auth_format={method}")).await;
        let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
        assert_eq!(done.step(), "done", "{}", done.html);
        let id = done.result()["integrated_account_id"].as_str().expect("an ID").to_owned();
        (link_token, id)
    }

    pub async fn get(&self, server: &Server, path: &str) -> (StatusCode, Value) {
        let request = http().get(format!("{}{path}", server.url)).bearer_auth(&self.api_token);
        answer(request.send().await.expect("an answer")).await
    }

    pub async fn account(&self, server: &Server, id: &str) -> Value {
        let (status, account) = self.get(server, &format!("/integrated-account/{id}")).await;
        assert_eq!(status, StatusCode::OK, "{account}");
        account
    }

    /// Reads the credentials of an account.
    pub async fn credentials(&self, server: &Server, id: &str) -> (StatusCode, Value) {
        self.get(server, &format!("/integrated-account/{id}/credentials")).await
    }

    /// Reads the access token of an account.
    pub async fn access_token(&self, server: &Server, id: &str) -> String {
        let (status, credentials) = self.credentials(server, id).await;
        assert_eq!(status, StatusCode::OK, "{credentials}");
        credentials["values"]["access_token"].as_str().expect("a token").to_owned()
    }

    /// Returns true if the third party accepts an access token.
    pub async fn works(&self, access_token: &str) -> bool {
        let request = http().get(format!("{}/me", self.party.url)).bearer_auth(access_token);
        request.send().await.expect("an answer").status() == StatusCode::OK
    }

    /// Asks for a refresh of an account.
    pub async fn refresh(&self, server: &Server, id: &str) -> (StatusCode, Value) {
        let path = "/integrated-account/refresh-credentials";
        server.call(&self.api_token, path, &json!({ "id": id })).await
    }

    /// Lets time pass for all credentials and their refreshes.
    pub fn pass(&self, database: &Database, seconds: u32) {
        let earlier = |column: &str| match database.engine() {
            Engine::Sqlite => format!("{column} = {column} - {seconds} * 1000"),
            Engine::PostgreSql => format!("{column} = {column} - INTERVAL '{seconds} seconds'"),
        };
        let columns = ["expires_at", "refresh_at", "leased_until", "issued_at"].map(earlier);
        database.sql(&format!("UPDATE credentials SET {}", columns.join(", ")));
    }
}
