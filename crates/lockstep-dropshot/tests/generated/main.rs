//! Generated code of a small contract: a server implements the trait, and the client calls it. The
//! contract has constructs that link-token's lacks: path and query parameters,
//! an operation without security, headers of one operation's own, a status without a name.

#![allow(missing_docs, reason = "a test")]

use std::net::SocketAddr;

use dropshot::{
    ApiDescription, ConfigDropshot, ErrorStatusCode, HttpError, HttpServer, RequestContext,
    RequestInfo, ServerBuilder,
};
use http::HeaderMap;
use lockstep::{Document, proof};
use lockstep_dropshot::{
    Authenticate, Authenticated, BearerToken, Credential, ErrorResponse, Headers, JsonBody,
    OperationResult, Path, Query, Secured, UnreadRequest,
};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/client/mock.rs"]
pub mod mock;

mod mocks;

use api::{
    Key, PartDeletePath, ThingApi, ThingGetHeaders, ThingGetPath, ThingGetQuery,
    ThingGetResponseHeaders, ThingGetSuccess,
};

#[derive(Debug)]
struct Context;

/// An error of the server's own.
enum ThingError {
    Stranger,
    NotFound(uuid::Uuid),
    Unreadable(HttpError),
}

impl From<HttpError> for ThingError {
    fn from(error: HttpError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<ThingError> for ErrorResponse<types::Error> {
    fn from(error: ThingError) -> Self {
        let (status, message) = match error {
            ThingError::Stranger => (ErrorStatusCode::UNAUTHORIZED, "who are you?".to_owned()),
            ThingError::NotFound(id) => (ErrorStatusCode::NOT_FOUND, id.to_string()),
            ThingError::Unreadable(error) => return error.into(),
        };
        let mut response = Self::new(status, types::Error { message });
        response.headers.insert(http::header::AGE, 7.into());
        response
    }
}

impl Authenticate<Key> for Context {
    type Caller = String;
    type Error = ThingError;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        _: &RequestInfo,
    ) -> Result<String, ThingError> {
        match credential {
            Credential::Present(token) if token.expose() == "secret" => Ok("me".to_owned()),
            _ => Err(ThingError::Stranger),
        }
    }
}

enum Server {}

impl ThingApi for Server {
    type Context = Context;

    async fn thing_create(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(JsonBody<types::Thing>,)>,
    ) -> OperationResult<api::ThingCreateResponse, types::Error> {
        request.read(&rqctx).await?;
        Ok(api::ThingCreateResponse.into())
    }

    async fn part_delete(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<PartDeletePath>,)>,
    ) -> OperationResult<api::PartDeleteResponse, types::Error> {
        request.read(&rqctx).await?;
        Ok(api::PartDeleteResponse.into())
    }

    async fn thing_get(
        rqctx: RequestContext<Context>,
        request: Secured<Key, (Path<ThingGetPath>, Query<ThingGetQuery>, Headers<ThingGetHeaders>)>,
    ) -> OperationResult<api::ThingGetResponse, types::Error> {
        let Authenticated { caller, request } = request.authenticate(&rqctx).await?;
        let (path, query, _) = request.read(&rqctx).await?;
        let size = query.into_inner().size.map_or(0, i64::from);
        let thing = find(path.into_inner().id, &format!("{caller} {size}"))?;
        let success = dropshot::HttpResponseHeaders::new(
            ThingGetSuccess(thing),
            ThingGetResponseHeaders { x_age: -1 },
        );
        Ok(success.into())
    }
}

fn find(id: uuid::Uuid, name: &str) -> Result<types::Thing, ThingError> {
    types::Thing::builder().name(name).try_into().map_err(|_| ThingError::NotFound(id))
}

fn start() -> HttpServer<Context> {
    let api: ApiDescription<Context> =
        api::thing_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Error };
    let log = log.to_logger("test").expect("a log");
    ServerBuilder::new(api, Context, log).config(config).start().expect("starts")
}

fn client(server: &HttpServer<Context>, token: Option<&str>) -> client::Client {
    let mut headers = HeaderMap::new();
    if let Some(token) = token {
        let value = format!("Bearer {token}").parse().expect("a header value");
        headers.insert(http::header::AUTHORIZATION, value);
    }
    let http = reqwest::Client::builder().default_headers(headers).build().expect("a client");
    client::Client::new_with_client(&format!("http://{}", server.local_addr()), http)
}

#[tokio::test]
async fn server_gets_parameters_and_client_gets_headers() {
    let server = start();
    let me = client(&server, Some("secret"));
    let id = uuid::Uuid::from_u128(7);
    let size = types::Size::try_from(3).expect("within the limits");
    let thing = me.thing_get().id(id).size(size).send().await.expect("found");
    assert_eq!(thing.name.as_str(), "me 3");
    assert_eq!(thing.headers()["x-age"], "-1");
    assert_eq!(me.thing_get().id(id).send().await.expect("found").name.as_str(), "me 0");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn error_has_the_contracts_schema_and_its_headers() {
    let server = start();
    let id = uuid::Uuid::from_u128(7);
    let stranger = client(&server, None).thing_get().id(id).send().await;
    match stranger {
        Err(client::Error::ErrorResponse(error)) => {
            assert_eq!((error.status().as_u16(), error.message.as_str()), (401, "who are you?"));
            assert_eq!(error.headers()["age"], "7");
        }
        other => panic!("not an error of the contract: {other:?}"),
    }
    // A parameter beyond its limit, which the client's types would not send, is for those who are
    // known.
    let url = format!("http://{}/things/{id}?size=10", server.local_addr());
    let get = |token: &'static str| reqwest::Client::new().get(&url).bearer_auth(token).send();
    assert_eq!(get("other").await.expect("an answer").status(), 401);
    let refused = get("secret").await.expect("an answer");
    assert_eq!(refused.status(), 400);
    // Dropshot's error is in the contract's schema, too, which has nothing but the message.
    let refused: types::Error = refused.json().await.expect("an error of the contract");
    assert!(refused.message.contains("size"), "{}", refused.message);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn operation_is_open_when_it_has_no_security() {
    let server = start();
    let anyone = client(&server, None);
    let thing = types::Thing::builder().name("a");
    assert_eq!(anyone.thing_create().body(thing).send().await.expect("made").status(), 204);
    let url = format!("http://{}/things", server.local_addr());
    for (body, status) in [
        ("{\"name\": \"123456789\"}", 400),
        ("{\"name\": \"a\", \"tags\": [\"1\", \"2\", \"3\", \"4\"]}", 400),
        ("[\"a\"]", 400),
        ("{\"name\": \"a\", \"tags\": [\"1\", \"2\", \"3\"]}", 204),
    ] {
        let request = reqwest::Client::new().post(&url).body(body);
        let sent = request.header("content-type", "application/json").send().await;
        assert_eq!(sent.expect("an answer").status(), status, "{body}");
    }
    server.close().await.expect("stops");
}

#[test]
fn dropshot_describes_the_contract() {
    let contract = include_str!("../../../lockstep/tests/contract.yaml");
    let contract = Document::parse("contract.yaml", contract).expect("parses");
    let described = api::thing_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi("Thing", "1.2.3".parse().expect("a version"))
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract.root(), &described);
    assert_eq!(comparison.differences, []);
    let all = |total| proof::Tally { equal: total, total };
    assert_eq!((comparison.operations, comparison.schemas), (all(3), all(3)));
}
