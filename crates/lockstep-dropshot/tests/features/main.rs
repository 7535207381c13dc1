//! Generated code of a contract that has every supported construct: a server implements the trait,
//! and the client calls it.

#![allow(missing_docs, clippy::unnecessary_wraps, reason = "a test, of operations that answer so")]

use std::net::SocketAddr;

use dropshot::{
    ApiDescription, Body, ConfigDropshot, ErrorStatusCode, HttpResponseHeaders, HttpServer,
    MultipartBody, Path, RequestContext, RequestInfo, ServerBuilder, StreamingBody, UntypedBody,
    WebsocketUpgrade,
};
use futures::{StreamExt as _, TryStreamExt as _};
use http::HeaderMap;
use lockstep::{Document, instances, proof};
use lockstep_dropshot::{
    AnyError, Authenticate, Authenticated, BasicCredential, BearerToken, Credential, ErrorResponse,
    FormBody, FrameworkError, Headers, JsonBody, OperationResponse, OptionalJsonBody, Query,
    Secret, Secured, UnreadRequest,
};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/features/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/features/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/features/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/features/client/mock.rs"]
pub mod mock;

use api::FeaturesApi;

struct Context;

impl Authenticate<api::Key> for Context {
    type Caller = ();
    type Error = ();

    async fn authenticate(&self, key: Credential<Secret>, _: &RequestInfo) -> Result<(), ()> {
        matches!(key, Credential::Present(key) if key.expose() == "k").then_some(()).ok_or(())
    }
}

impl Authenticate<api::User> for Context {
    type Caller = String;
    type Error = ();

    async fn authenticate(
        &self,
        user: Credential<BasicCredential>,
        _: &RequestInfo,
    ) -> Result<String, ()> {
        match user {
            Credential::Present(user) if user.password.expose() == "p" => Ok(user.user),
            _ => Err(()),
        }
    }
}

impl Authenticate<api::Oauth> for Context {
    type Caller = &'static [&'static str];
    type Error = ();

    async fn authenticate(
        &self,
        token: Credential<BearerToken>,
        _: &RequestInfo,
    ) -> Result<Self::Caller, ()> {
        match token {
            Credential::Present(token) if token.expose() == "t" => Ok(&["forms:write"]),
            Credential::Present(_) => Ok(&[]),
            _ => Err(()),
        }
    }
}

type Answer<S, E = AnyError> = Result<OperationResponse<S, E>, FrameworkError<E>>;

fn answer<S, E>(success: S) -> Answer<S, E> {
    Ok(OperationResponse::new(Ok(success), HeaderMap::new()))
}

fn refuse<S>(status: ErrorStatusCode, why: &str) -> Answer<S> {
    let error = ErrorResponse::new(status, AnyError(json!({ "why": why })));
    Ok(OperationResponse::new(Err(error), HeaderMap::new()))
}

/// Reads a request, or answers with what is wrong with it.
macro_rules! read {
    ($request:expr, $rqctx:expr) => {
        match $request.read($rqctx).await {
            Ok(read) => read,
            Err(error) => return refuse(error.status_code, &error.external_message),
        }
    };
}

fn thing(name: &str) -> types::Thing {
    let name: types::Name = name.parse().expect("a name");
    types::Thing::builder().name(name).try_into().expect("a thing")
}

enum Server {}

impl FeaturesApi for Server {
    type Context = Context;

    async fn send_form(
        rqctx: RequestContext<Context>,
        request: Secured<api::Oauth, (FormBody<types::Form>,)>,
    ) -> Answer<api::SendFormResponse> {
        let Ok(Authenticated { caller, request }) = request.authenticate(&rqctx).await else {
            return refuse(ErrorStatusCode::UNAUTHORIZED, "who?");
        };
        if !api::SEND_FORM_SCOPES.iter().all(|scope| caller.contains(scope)) {
            return refuse(ErrorStatusCode::FORBIDDEN, "not for you");
        }
        let (FormBody(form),) = read!(request, &rqctx);
        let location = format!("/{}/{}", *form.name, form.count);
        let headers = api::SendFormResponseHeaders { location };
        answer(HttpResponseHeaders::new(api::SendFormSuccess, headers))
    }

    async fn put_note(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(UntypedBody,)>,
    ) -> Answer<api::PutNoteResponse> {
        // Handed on, and not said in the contract's words.
        let (note,) = request.read(&rqctx).await?;
        let length = i64::try_from(note.as_bytes().len()).expect("short");
        answer(api::PutNoteResponse(types::PutNoteResponse(length)))
    }

    async fn send_parts(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(MultipartBody,)>,
    ) -> Answer<api::SendPartsResponse> {
        let (mut parts,) = read!(request, &rqctx);
        let Ok(Some(part)) = parts.content.next_field().await else {
            return refuse(ErrorStatusCode::BAD_REQUEST, "no part");
        };
        if part.name() != Some("file") || part.text().await.ok().as_deref() != Some("abc") {
            return refuse(ErrorStatusCode::BAD_REQUEST, "another part");
        }
        answer(api::SendPartsResponse)
    }

    async fn get_raw(
        _: RequestContext<Context>,
        _: UnreadRequest<()>,
    ) -> Answer<api::GetRawResponse> {
        let response = http::Response::builder().status(299).body(Body::from("raw"));
        answer(api::GetRawResponse(response.expect("a response")))
    }

    async fn search(
        rqctx: RequestContext<Context>,
        request: Secured<api::Key, (Query<api::SearchQuery>, Headers<api::SearchHeaders>)>,
    ) -> Answer<api::SearchResponse> {
        let Ok(Authenticated { request, .. }) = request.authenticate(&rqctx).await else {
            return refuse(ErrorStatusCode::UNAUTHORIZED, "who?");
        };
        let (query, Headers(headers)) = read!(request, &rqctx);
        let query = query.into_inner();
        let more = match query.one_or_more {
            Some(types::OneOrMore::String(_)) => 1,
            Some(types::OneOrMore::Array(more)) => more.len(),
            None => 0,
        };
        let rank = headers.x_rank.map_or(0.0, f64::from);
        let found = query.id.len() == 2 && query.order == Some(types::Order::Down);
        let names = ["a"; 3].iter().take(if found { more + usize::from(rank > 0.5) } else { 0 });
        answer(api::SearchResponse(types::ThingList(names.map(|name| thing(name)).collect())))
    }

    async fn open_socket(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::OpenSocketPath>, WebsocketUpgrade)>,
    ) -> Answer<api::OpenSocketResponse, types::Error> {
        let read = request.read(&rqctx).await;
        let switched = read.and_then(|(path, upgrade)| {
            upgrade.handle(move |connection| async move {
                let mut connection = connection.into_inner();
                connection.write_all(path.into_inner().name.as_bytes()).await?;
                Ok(())
            })
        });
        match switched {
            Ok(switched) => answer(api::OpenSocketResponse(switched)),
            Err(error) => {
                let body = types::Error { message: error.external_message };
                let error = ErrorResponse::new(error.status_code, body);
                Ok(OperationResponse::new(Err(error), HeaderMap::new()))
            }
        }
    }

    async fn list_things(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::ListThingsQuery>,)>,
    ) -> Answer<api::ListThingsResponse, types::Error> {
        let query = request.read(&rqctx).await.map(|(query,)| query.into_inner());
        let query = match query {
            Ok(query) => query,
            Err(error) => {
                let body = types::Error { message: error.external_message };
                let error = ErrorResponse::new(error.status_code, body);
                return Ok(OperationResponse::new(Err(error), HeaderMap::new()));
            }
        };
        let (name, next) = match query.page_token.as_deref() {
            None => ("first", Some("2".to_owned())),
            Some(_) => ("second", None),
        };
        let page = types::ThingResultsPage { items: vec![thing(name)], next_page: next };
        let headers = api::ListThingsResponseHeaders { x_expires: chrono::DateTime::UNIX_EPOCH };
        answer(HttpResponseHeaders::new(api::ListThingsSuccess(page), headers))
    }

    async fn create_thing(
        rqctx: RequestContext<Context>,
        request: Secured<api::User, (OptionalJsonBody<types::Thing>,)>,
    ) -> Answer<api::CreateThingResponse, types::CreateThingErrors> {
        let fail = |status, body: Option<types::CreateThingErrors>| {
            let without = ErrorResponse::without_content(status);
            let error = body.map_or(without, |body| ErrorResponse::new(status, body));
            Ok(OperationResponse::new(Err(error), HeaderMap::new()))
        };
        let Ok(Authenticated { caller, request }) = request.authenticate(&rqctx).await else {
            let error = types::Error { message: "who?".to_owned() };
            return fail(ErrorStatusCode::UNAUTHORIZED, Some(error.into()));
        };
        let body = match request.read(&rqctx).await {
            Ok((OptionalJsonBody(body),)) => body,
            Err(error) => {
                let body = types::Error { message: error.external_message };
                return fail(error.status_code, Some(body.into()));
            }
        };
        let locked = ErrorStatusCode::from_u16(423).expect("a status");
        match body {
            None => answer(api::CreateThingResponse::Accepted(api::CreateThingAccepted)),
            Some(body) if *body.name == "there" => {
                answer(api::CreateThingResponse::NotModified(api::CreateThingNotModified))
            }
            Some(body) if *body.name == "other" => {
                fail(ErrorStatusCode::CONFLICT, Some(body.into()))
            }
            Some(body) if *body.name == "locked" => fail(locked, None),
            Some(body) => {
                let headers = api::CreateThingCreatedHeaders { etag: caller };
                let made = HttpResponseHeaders::new(api::CreateThingCreatedSuccess(body), headers);
                answer(api::CreateThingResponse::Created(made))
            }
        }
    }

    async fn upload(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(StreamingBody,)>,
    ) -> Answer<api::UploadResponse> {
        let (body,) = read!(request, &rqctx);
        let bytes: Result<Vec<_>, _> = body.into_stream().try_collect().await;
        match bytes {
            Ok(bytes) => answer(api::UploadResponse(Body::from(bytes.concat()))),
            Err(error) => refuse(error.status_code, &error.external_message),
        }
    }

    async fn echo_values(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(JsonBody<types::Values>,)>,
    ) -> Answer<api::EchoValuesResponse> {
        let (JsonBody(values),) = read!(request, &rqctx);
        answer(api::EchoValuesResponse(values))
    }
}

fn start() -> HttpServer<Context> {
    let api: ApiDescription<Context> =
        api::features_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Error };
    let log = log.to_logger("test").expect("a log");
    ServerBuilder::new(api, Context, log).config(config).start().expect("starts")
}

fn url(server: &HttpServer<Context>, path: &str) -> String {
    format!("http://{}{path}", server.local_addr())
}

fn client(server: &HttpServer<Context>, headers: &[(&'static str, &str)]) -> client::Client {
    let headers = headers.iter().map(|(name, value)| {
        (http::HeaderName::from_static(name), value.parse().expect("a header value"))
    });
    let http = reqwest::Client::builder()
        .default_headers(headers.collect())
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    client::Client::new_with_client(&url(server, ""), http)
}

#[tokio::test]
async fn server_gets_lists_and_values_of_parameters() {
    let server = start();
    let me = client(&server, &[("x-key", "k")]);
    let search = || me.search().id(vec![1, 2]).order(types::Order::Down);
    let rank = types::XRank::try_from(0.75).expect("within the limits");
    let two = types::OneOrMore::Array(vec!["a".to_owned(), "b".to_owned()]);
    let found = search().one_or_more(two).x_rank(rank).send().await.expect("found");
    assert_eq!(found.headers()["content-type"], "application/vnd.things+json");
    assert_eq!(found.len(), 3);
    let one = types::OneOrMore::String("a".to_owned());
    assert_eq!(search().one_or_more(one).send().await.expect("found").len(), 1);
    assert_eq!(search().send().await.expect("found").len(), 0);

    let get =
        |query: &str| reqwest::Client::new().get(url(&server, query)).header("x-key", "k").send();
    for (query, why) in [
        ("/search", "id: required"),
        ("/search?id=1&id=a", "id: expected a whole number from 0 to 65535"),
        ("/search?id=65536", "id: expected a whole number from 0 to 65535"),
        ("/search?id=1&order=up&order=down", "order: must be given once only"),
        ("/search?id=1&order=left", "order: expected one of `up`, `down`"),
    ] {
        let answer = get(query).await.expect("an answer");
        assert_eq!(answer.status(), 400, "{query}");
        assert_eq!(answer.json::<Value>().await.expect("JSON"), json!({ "why": why }), "{query}");
    }
    for (rank, why) in
        [("NaN", "X-Rank: must be a finite number"), ("2", "X-Rank: must be at most 1")]
    {
        let asked = reqwest::Client::new().get(url(&server, "/search?id=1")).header("x-key", "k");
        let answer = asked.header("x-rank", rank).send().await.expect("an answer");
        assert_eq!(answer.json::<Value>().await.expect("JSON"), json!({ "why": why }));
    }
    let stranger = client(&server, &[("x-key", "l")]).search().id(vec![1]).send().await;
    assert!(matches!(&stranger, Err(client::Error::ErrorResponse(it)) if it.status() == 401));
    server.close().await.expect("stops");
}

#[tokio::test]
async fn response_has_its_type_for_every_success_and_error() {
    let server = start();
    // me:p
    let me = client(&server, &[("authorization", "Basic bWU6cA==")]);
    let made = me.create_thing().body(thing("a")).send().await.expect("made");
    assert_eq!(
        (made.status().as_u16(), &made.headers()["etag"]),
        (201, &"me".parse().expect("text"))
    );
    let bytes: Vec<_> = made.into_inner_stream().try_collect().await.expect("bytes");
    assert_eq!(
        serde_json::from_slice::<Value>(&bytes.concat()).expect("JSON"),
        json!({"name": "a"})
    );

    let post = || reqwest::Client::new().post(url(&server, "/things")).basic_auth("me", Some("p"));
    assert_eq!(post().send().await.expect("an answer").status(), 202);
    let with = |body: Value| post().json(&body).send();
    for (name, status, content) in [
        ("there", 304, ""),
        ("other", 409, r#"{"name":"other"}"#),
        ("locked", 423, ""),
        ("A", 400, r#"{"message":"name: must contain only the characters `a` to `z`"}"#),
    ] {
        let answer = with(json!({ "name": name })).await.expect("an answer");
        assert_eq!(answer.status(), status, "{name}");
        assert_eq!(answer.text().await.expect("text"), content, "{name}");
    }
    let plain = post().body("{}").send().await.expect("an answer");
    assert_eq!(plain.status(), 415);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_gets_forms_and_knows_scopes() {
    let server = start();
    let form: types::Form = types::Form::builder().name("n").try_into().expect("a form");
    let me = client(&server, &[("authorization", "Bearer t")]);
    let sent = me.send_form().body(form.clone()).send().await;
    let Err(client::Error::UnexpectedResponse(sent)) = sent else { panic!("not elsewhere") };
    assert_eq!(
        (sent.status().as_u16(), &sent.headers()["location"]),
        (303, &"/n/1".parse().expect("text"))
    );
    let other = client(&server, &[("authorization", "Bearer u")]);
    let refused = other.send_form().body(form).send().await;
    assert!(matches!(&refused, Err(client::Error::ErrorResponse(it)) if it.status() == 403));
    let json = reqwest::Client::new().post(url(&server, "/form")).bearer_auth("t");
    let json = json.json(&json!({ "name": "n" })).send().await.expect("an answer");
    assert_eq!(json.status(), 415);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_gets_bytes_text_and_parts() {
    let server = start();
    let me = client(&server, &[]);
    let sent = me.upload().body(b"\x89PNG".to_vec()).send().await.expect("sent");
    assert_eq!(sent.headers()["content-type"], "image/png");
    let bytes: Vec<_> = sent.into_inner_stream().try_collect().await.expect("bytes");
    assert_eq!(bytes.concat(), b"\x89PNG");

    assert_eq!(me.put_note().body("four".to_owned()).send().await.expect("sent").0, 4);

    let long = me.put_note().body("x".repeat(2_000_000)).send().await;
    let refused = match long {
        Err(client::Error::ErrorResponse(refused)) => refused.status().as_u16(),
        Err(client::Error::UnexpectedResponse(refused)) => refused.status().as_u16(),
        _ => panic!("taken"),
    };
    assert!((400..500).contains(&refused), "{refused}");

    let parts = "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n--x--\r\n";
    let sent = me.send_parts().content_type("multipart/form-data; boundary=x").body(parts);
    assert_eq!(sent.send().await.expect("taken").status(), 204);

    let raw = me.get_raw().send().await.expect("an answer");
    assert_eq!(raw.status(), 299);
    let bytes: Vec<_> = raw.into_inner_stream().try_collect().await.expect("bytes");
    assert_eq!(bytes.concat(), b"raw");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn client_streams_page_after_page() {
    let server = start();
    let me = client(&server, &[]);
    let things = me.list_things().limit(std::num::NonZeroU32::MIN).stream();
    let names: Vec<String> =
        things.map(|thing| thing.expect("a thing").name.to_string()).collect().await;
    assert_eq!(names, ["first", "second"]);
    let colour = me.list_things().colour(types::Colour::Plus1);
    let page = colour.send().await.expect("a page");
    let expires = &page.headers()["x-expires"];
    assert_eq!((page.items.len(), expires.as_bytes()), (1, b"1970-01-01T00:00:00Z".as_slice()));
    server.close().await.expect("stops");
}

#[tokio::test]
async fn client_opens_a_websocket() {
    let server = start();
    let name: types::Name = "me".parse().expect("a name");
    let opened = client(&server, &[]).open_socket().name(name).send().await.expect("opened");
    let mut text = String::new();
    opened.into_inner().read_to_string(&mut text).await.expect("read");
    assert_eq!(text, "me");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_refuses_values_beyond_their_limits() {
    let server = start();
    let me = client(&server, &[]);
    let full = json!({
        "grade": 5, "share": 0.25, "agreed": true, "step": 95, "rate": 1.5, "port": 1,
        "wide": u64::MAX, "size": 3, "day": "2024-02-29", "at": null, "ip": "::1",
        "ids": ["6f0e6a3e-2f0c-4c5e-9d6b-1a2b3c4d5e6f"], "map": { "a": 1 }, "rows": [[1], [9, 2]],
        "animal": { "kind": "cat", "name": "Tom" }, "either": { "tag": null }, "switch": { "state": "on" },
        "tagged": { "tag": null, "note": "" }, "nothing": null,
        "renamed": { "createdAt": null, "default": { "a": true } }, "result": { "password": "secret" },
        "meant": { "a": "" }, "any": [null],
    });
    let values: types::Values = serde_json::from_value(full.clone()).expect("fits");
    assert!(!format!("{values:?}").contains("secret"));
    let builder = types::Result::builder().password("secret".to_owned());
    assert!(!format!("{builder:?}").contains("secret"));
    let echoed = me.echo_values().body(values).send().await.expect("echoed");
    let mut echoed = serde_json::to_value(&*echoed).expect("JSON");
    echoed["at"] = Value::Null;
    echoed["nothing"] = Value::Null;
    assert_eq!(echoed, full);
    for (member, value) in [
        ("grade", json!(3)),
        ("share", json!(0.3)),
        ("agreed", json!(false)),
        ("step", json!(100)),
        ("step", json!(3)),
        ("rate", json!(0)),
        ("port", json!(0)),
        ("wide", json!(-1)),
        ("day", json!("2024-2-29")),
        ("map", json!({})),
        ("map", json!({ "a": 1, "b": 2, "c": 3 })),
        ("rows", json!([[]])),
        ("rows", json!([[10]])),
        ("switch", json!("on")),
        ("renamed", json!({})),
        ("renamed", json!({ "createdAt": null, "defaultBranch": null })),
        ("result", json!(["secret"])),
        ("ids", json!(["6f0e6a3e2f0c4c5e9d6b1a2b3c4d5e6f"])),
    ] {
        let wrong = json!({ member: value });
        let sent = reqwest::Client::new().post(url(&server, "/values")).json(&wrong).send().await;
        assert_eq!(sent.expect("an answer").status(), 400, "{wrong}");
    }
    server.close().await.expect("stops");
}

fn contract() -> Document {
    let contract = include_str!("../../../lockstep/tests/features.yaml");
    Document::parse("features.yaml", contract).expect("parses")
}

#[test]
fn dropshot_describes_the_contract() {
    let described = api::features_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi("Features", "1.0.0".parse().expect("a version"))
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract().root(), &described);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations, proof::Tally { equal: 10, total: 10 });
}

/// The types take what the schemas take; where they do not, the cause is known.
#[test]
fn types_accept_what_schemas_accept() {
    macro_rules! takes {
        ($name:expr, $value:expr, [$($type:ident),*]) => {
            match $name {
                $(stringify!($type) => serde_json::from_str::<types::$type>(&$value.to_string()).is_ok(),)*
                other => panic!("the schema {other} is not listed here"),
            }
        };
    }
    let contract = contract();
    let values = instances::instances(contract.root());
    let disagreements = instances::disagreements(contract.root(), values, |name, value| {
        takes!(
            name,
            value,
            [
                Animal,
                Colour,
                Error,
                Form,
                Lonely,
                Name,
                Nothing,
                Renamed,
                Result,
                Switch,
                Tag,
                Thing,
                ThingResultsPage,
                Values
            ]
        )
    });
    let unexplained: Vec<String> =
        disagreements.iter().filter(|it| it.cause.is_none()).map(ToString::to_string).collect();
    assert_eq!(unexplained, [] as [&str; 0]);
}
