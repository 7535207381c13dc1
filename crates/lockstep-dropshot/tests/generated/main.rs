//! Generated code of a small contract: a server implements the trait, and the client calls it. The
//! contract has constructs that link-token's lacks: path and query parameters,
//! an operation without security, headers of one operation's own, a status without a name.

#![allow(missing_docs, reason = "a test")]

use std::net::SocketAddr;

use dropshot::{
    ApiDescription, ConfigDropshot, ErrorStatusCode, HttpError, HttpServer, Path, RequestContext,
    RequestInfo, ServerBuilder,
};
use http::HeaderMap;
use lockstep::{Document, proof};
use lockstep_dropshot::{
    Authenticate, Authenticated, BearerToken, Credential, ErrorResponse, FrameworkError, Headers,
    JsonBody, OperationResponse, Query, Secured, UnreadRequest,
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

fn failure<S>(
    status: ErrorStatusCode,
    message: impl Into<String>,
) -> OperationResponse<S, types::Error> {
    let error = ErrorResponse::new(status, types::Error { message: message.into() });
    OperationResponse::new(Err(error), HeaderMap::from_iter([(http::header::AGE, 7.into())]))
}

fn unreadable<S>(error: HttpError) -> OperationResponse<S, types::Error> {
    failure(error.status_code, error.external_message)
}

impl Authenticate<Key> for Context {
    type Caller = String;
    type Error = ();

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        _: &RequestInfo,
    ) -> Result<String, ()> {
        match credential {
            Credential::Present(token) if token.expose() == "secret" => Ok("me".to_owned()),
            _ => Err(()),
        }
    }
}

enum Server {}

impl ThingApi for Server {
    type Context = Context;

    async fn thing_create(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(JsonBody<types::Thing>,)>,
    ) -> Result<
        OperationResponse<api::ThingCreateResponse, types::Error>,
        FrameworkError<types::Error>,
    > {
        Ok(match request.read(&rqctx).await {
            Ok(_) => OperationResponse::new(Ok(api::ThingCreateResponse), HeaderMap::new()),
            Err(error) => unreadable(error),
        })
    }

    async fn part_delete(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<PartDeletePath>,)>,
    ) -> Result<
        OperationResponse<api::PartDeleteResponse, types::Error>,
        FrameworkError<types::Error>,
    > {
        Ok(match request.read(&rqctx).await {
            Ok(_) => OperationResponse::new(Ok(api::PartDeleteResponse), HeaderMap::new()),
            Err(error) => unreadable(error),
        })
    }

    async fn thing_get(
        rqctx: RequestContext<Context>,
        request: Secured<Key, (Path<ThingGetPath>, Query<ThingGetQuery>, Headers<ThingGetHeaders>)>,
    ) -> Result<OperationResponse<api::ThingGetResponse, types::Error>, FrameworkError<types::Error>>
    {
        let Ok(Authenticated { caller, request }) = request.authenticate(&rqctx).await else {
            return Ok(failure(ErrorStatusCode::UNAUTHORIZED, "who are you?"));
        };
        let (path, query) = match request.read(&rqctx).await {
            Ok((path, query, _)) => (path.into_inner(), query.into_inner()),
            Err(error) => return Ok(unreadable(error)),
        };
        let size = query.size.map_or(0, i64::from);
        let name = format!("{caller} {size}");
        let Ok(thing) = types::Thing::builder().name(name).try_into() else {
            return Ok(failure(ErrorStatusCode::NOT_FOUND, path.id.to_string()));
        };
        let success = dropshot::HttpResponseHeaders::new(
            ThingGetSuccess(thing),
            ThingGetResponseHeaders { x_age: -1 },
        );
        Ok(OperationResponse::new(Ok(success), HeaderMap::new()))
    }
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
    assert_eq!(get("secret").await.expect("an answer").status(), 400);
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
