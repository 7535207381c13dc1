//! Each preset, with a stand-in that plays what its vendor documents: from a link to an account,
//! then a refresh and a revocation, and what the vendor refuses.
//!
//! For a new preset, add a file to `vendors/`, and its name to the list below.

mod vendor;

use std::{collections::BTreeMap, fs};

use chrono::Utc;
use link_token_connect::{
    definition::Definition,
    oauth2::{OAuthClient, TokenEndpoint},
    outbound::{Outbound, OutboundSettings},
    template::TemplateValues,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{Database, Server, Visited, Visitor, http, on_sqlite, repository};

use self::vendor::StandIn;

const CLIENT: [&str; 2] = ["an-id", "s3cret"];

macro_rules! vendors {
    ($($name:ident)*) => {
        const VENDORS: &[&str] = &[$(stringify!($name)),*];
        $(
            #[on_sqlite]
            async fn $name(database: &Database) {
                Walk::start(database, stringify!($name)).await.all().await;
            }
        )*
    };
}

vendors! { github google hubspot microsoft notion salesforce shopify slack stripe xero zendesk zoom }

#[test]
fn each_preset_has_a_vendor() {
    let names = |folder: &str, extension: &str| {
        let files = fs::read_dir(repository().join(folder)).expect("a folder");
        let paths = files.map(|file| file.expect("a file").path());
        let paths = paths.filter(|path| path.extension().is_some_and(|it| it == extension));
        let mut names: Vec<String> =
            paths.map(|path| path.file_stem().expect("a name").to_string_lossy().into()).collect();
        names.sort();
        names
    };
    let presets = names("crates/link-token-connect/presets", "yaml");
    assert_eq!(presets, VENDORS);
    assert_eq!(names("tests/service/presets/vendors", "toml"), presets);
}

type Texts = BTreeMap<String, String>;

/// Returns a preset with the stand-in's addresses.
fn redirected(preset: &str, stand_in: &str) -> String {
    preset
        .replace("url: https://", &format!("url: {stand_in}/"))
        .replace("url: \"{", &format!("url: \"{stand_in}/{{"))
}

/// A server with one preset, whose vendor the stand-in plays.
struct Walk {
    name: &'static str,
    server: Server,
    api_token: String,
    vendor: StandIn,
    definition: Definition,
    tenants: usize,
}

impl Walk {
    async fn start(database: &Database, name: &'static str) -> Self {
        let read = |path: String| fs::read_to_string(repository().join(path)).expect("a file");
        let vendor =
            StandIn::start(&read(format!("tests/service/presets/vendors/{name}.toml")), CLIENT)
                .await;
        let preset = read(format!("crates/link-token-connect/presets/{name}.yaml"));
        let preset = redirected(&preset, &vendor.url);
        let definition = match Definition::parse(name, &preset) {
            Ok((definition, _)) => definition,
            Err(report) => panic!("{report}"),
        };
        let api_token = database.environment("test");
        let file = database.file(&format!("definitions/{name}.yaml"), preset.as_bytes());
        let folder = file.rsplit_once('/').expect("a folder").0;
        let secret = database.file("secret", CLIENT[1].as_bytes());
        let enable = ["integration", "enable", "--environment", "test", name];
        let client = ["--client-id", CLIENT[0], "--client-secret-file", &secret];
        let has_client = vendor.vendor(|vendor| vendor.authorize.is_some());
        let client = if has_client { &client[..] } else { &[] };
        database.admin(&[&enable[..], client, &["--integrations", folder]].concat());
        let own = ["--integrations", folder, "--outbound-allow", "127.0.0.0/8"];
        let server = Server::start_with(database, &own);
        Self { name, server, api_token, vendor, definition, tenants: 0 }
    }

    async fn all(mut self) {
        let form = self.vendor.vendor(|vendor| vendor.form.fields.clone());
        let form: Texts =
            form.into_iter().map(|(name, value)| (name, self.vendor.fill(&value))).collect();
        if self.vendor.vendor(|vendor| vendor.authorize.is_some()) {
            self.oauth(&form).await;
            self.refresh_and_revoke(&form).await;
        } else if self.vendor.vendor(|vendor| vendor.token.is_some()) {
            self.form("oauth2_client_credentials", &form, &BTreeMap::new()).await;
        }
        let own = self.vendor.vendor(|vendor| {
            vendor.api_key.as_ref().map(|it| (it.fields.clone(), it.context.clone()))
        });
        if let Some((fields, context)) = own {
            self.form("api_key", &fields, &context).await;
        }
        self.vendor.assert_complete();
    }

    /// Opens a new link, fills in the form if there is one, and goes on to the end.
    async fn connect(&mut self, method: &str, fields: &Texts) -> (String, Visited) {
        self.tenants += 1;
        let tenant = format!("acme-{}", self.tenants);
        let mut body = json!({ "tenant_id": tenant });
        let scopes = self.vendor.vendor(|vendor| {
            vendor.authorize.as_ref().map(|it| it.scopes.clone()).unwrap_or_default()
        });
        if !scopes.is_empty() {
            body["scopes"] = json!(scopes);
        }
        let (status, answer) = self.server.call(&self.api_token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let link_token = answer["link_token"].as_str().expect("a link token");
        let mut visitor = Visitor::new(&self.server.url);
        let link = format!("{}/connect-account?link_token={link_token}", self.server.url);
        let page = visitor.open(&format!("{link}&auth_format={method}")).await;
        assert_eq!(page.step(), "confirm", "{}: {}", self.name, page.html);
        let mut page = visitor.submit(&page.url, &[("step", "confirm")]).await;
        if !fields.is_empty() {
            assert_eq!(page.step(), "form", "{}: {}", self.name, page.html);
            let mut typed = vec![("step", "form")];
            typed.extend(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            page = visitor.submit(&page.url, &typed).await;
        }
        self.vendor.assert_as_documented();
        (tenant, page)
    }

    async fn oauth(&mut self, form: &Texts) {
        self.vendor.deny(true);
        let (_, page) = self.connect("oauth2", form).await;
        assert_eq!(page.step(), "error", "{}", page.html);
        assert!(page.html.contains("You did not allow access"), "{}", page.html);
        self.vendor.deny(false);

        self.vendor.spoil(Some("code"));
        let (_, page) = self.connect("oauth2", form).await;
        assert_eq!(page.step(), "error", "{}", page.html);
        let code = self.vendor.vendor(|vendor| {
            vendor.token.as_ref().expect("a token request").refused_as.clone().expect("a code")
        });
        assert!(page.html.contains(&format!("<dd>{code}</dd>")), "{code}: {}", page.html);

        self.vendor.spoil(Some("access_token"));
        let (_, page) = self.connect("oauth2", form).await;
        assert_eq!(page.step(), "error", "{}", page.html);
        assert_eq!(page.attribute("data-error-type"), Some("validation_error"), "{}", page.html);
        self.vendor.spoil(None);

        let (tenant, page) = self.connect("oauth2", form).await;
        self.assert_connected(&tenant, &page, &BTreeMap::new()).await;
        let redirect_uri = self.vendor.fill("{redirect_uri}");
        let callback = format!("{}/connect-account/callback/", self.server.url);
        assert!(redirect_uri.starts_with(&callback), "{redirect_uri}");
    }

    /// Connects by a form alone, with a wrong secret first.
    async fn form(&mut self, method: &str, fields: &Texts, context: &BTreeMap<String, Value>) {
        self.vendor.accept(fields);
        let mut wrong = fields.clone();
        for (name, value) in &mut wrong {
            if ["access_token", "api_key", "api_token", "client_secret"].contains(&name.as_str()) {
                value.push('x');
            }
        }
        let (_, page) = self.connect(method, &wrong).await;
        assert_eq!(page.step(), "form", "{}", page.html);
        assert_eq!(page.attribute("data-error-type"), Some("validation_error"), "{}", page.html);
        let (tenant, page) = self.connect(method, fields).await;
        self.assert_connected(&tenant, &page, context).await;
    }

    /// Checks the end of the flow, and the account.
    async fn assert_connected(&self, tenant: &str, page: &Visited, more: &BTreeMap<String, Value>) {
        assert_eq!(page.step(), "done", "{}", page.html);
        let accounts = self.get(&format!("/integrated-account?tenant_id={tenant}")).await;
        let [account] = &accounts["result"].as_array().expect("a list")[..] else {
            panic!("{accounts}");
        };
        assert_eq!(account["status"], "active", "{account}");
        let mut context = self.vendor.vendor(|vendor| vendor.account.context.clone());
        context.extend(more.clone());
        for value in context.values_mut() {
            if let Some(text) = value.as_str() {
                *value = self.vendor.fill(text).into();
            }
        }
        assert_eq!(account["context"], json!(context));
        let id = account["id"].as_str().expect("an ID");
        let credentials = self.get(&format!("/integrated-account/{id}/credentials")).await;
        for secret in ["access_token", "api_key", "api_token"] {
            if let Some(value) = credentials["values"].get(secret) {
                assert_eq!(*value, self.vendor.fill(&format!("{{{secret}}}")), "{secret}");
            }
        }
    }

    async fn get(&self, path: &str) -> Value {
        let request = http().get(format!("{}{path}", self.server.url));
        let answer = request.bearer_auth(&self.api_token).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.expect("JSON")
    }

    /// Refreshes twice, so that the rotation of refresh tokens is seen, and once with a token that
    /// the vendor no longer accepts; then revokes.
    async fn refresh_and_revoke(&self, form: &Texts) {
        let loopback = "127.0.0.0/8".parse().expect("a network");
        let settings = OutboundSettings { allowed_networks: vec![loopback], ..<_>::default() };
        let outbound = Outbound::new(settings).expect("a client");
        let [id, secret] = CLIENT;
        let client = OAuthClient { id: id.to_owned(), secret: Some(secret.into()) };
        let mut values = TemplateValues::new();
        for (name, value) in form {
            values.insert(name, value.as_str());
        }
        let methods = &self.definition.methods;
        let authorization = methods.iter().find_map(|it| it.authorization()).expect("OAuth");
        let endpoint = TokenEndpoint {
            outbound: &outbound,
            settings: &authorization.token,
            client: Some(&client),
            scopes: &authorization.token.scopes,
            values: &values,
            fields: &[],
        };
        for _ in 0..2 {
            let before = self.vendor.fill("{refresh_token}");
            let tokens = endpoint.refresh(&before.as_str().into(), Utc::now()).await;
            self.vendor.assert_as_documented();
            let tokens = tokens.expect("new tokens");
            assert_eq!(tokens.access_token.expose(), self.vendor.fill("{access_token}"));
            let told = tokens.refresh_token.as_ref().map(|it| it.expose().to_owned());
            assert_eq!(told.unwrap_or(before), self.vendor.fill("{refresh_token}"));
        }
        let refused = endpoint.refresh(&"an older one".into(), Utc::now()).await;
        self.vendor.assert_as_documented();
        let error = refused.expect_err("refused");
        assert!(error.is_invalid_grant(), "{error:?}");

        let [access_token, refresh_token] = ["{access_token}", "{refresh_token}"]
            .map(|secret| self.vendor.fill(secret).as_str().into());
        let can_revoke = self.vendor.vendor(|vendor| vendor.revoke.is_some());
        let revoked = endpoint.revoke(&access_token, Some(&refresh_token)).await;
        self.vendor.assert_as_documented();
        assert_eq!(revoked, Ok(can_revoke));
        if can_revoke {
            assert_eq!(self.vendor.fill("{access_token}"), "revoked");
            let again = endpoint.revoke(&access_token, Some(&refresh_token)).await;
            self.vendor.assert_as_documented();
            assert!(again.is_err(), "the refusal is seen");
        }
    }
}
