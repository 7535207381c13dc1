//! Generated code of a contract with every way in which a request is described: a server implements
//! the trait, and the client calls it.

#![allow(missing_docs, clippy::unnecessary_wraps, reason = "a test, of operations that answer so")]

use std::{collections::HashMap, net::SocketAddr};

use dropshot::{
    ApiDescription, Body, ConfigDropshot, ErrorStatusCode, HttpServer, RequestContext, RequestInfo,
    ServerBuilder,
};
use futures::{TryStreamExt as _, stream};
use lockstep::{Document, proof};
use lockstep_dropshot::{
    AllOf, AnyError, AnyOf, Authenticate, Authenticated, BearerToken, ContentBody, Cookies,
    Credential, ErrorResponse, Headers, ItemBody, MultipartForm, OperationResult, Optional, Path,
    Query, Secret, Secured, UnreadRequest, UnverifiedConnection, stream::ItemError,
};
use serde_json::{Value, json};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/requests/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/requests/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/requests/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/requests/client/mock.rs"]
pub mod mock;

use api::{KeyAndLoginOrLogin, KeyOrToken, RequestsApi, TokenOrCertificate};
use client::{requests, responses};
use mock::MockServerExt as _;

struct Context;

/// The reason for which a key was rejected.
struct WrongKey;

impl From<String> for WrongKey {
    fn from(_: String) -> Self {
        Self
    }
}

impl Authenticate<api::Key> for Context {
    type Caller = u8;
    type Error = WrongKey;

    async fn authenticate(&self, key: Credential<Secret>, _: &RequestInfo) -> Result<u8, WrongKey> {
        matches!(key, Credential::Present(key) if key.expose() == "k").then_some(1).ok_or(WrongKey)
    }
}

fn token(token: Credential<BearerToken>, expected: &str) -> Result<String, String> {
    match token {
        Credential::Present(token) if token.expose() == expected => Ok(expected.to_owned()),
        _ => Err(format!("no {expected}")),
    }
}

impl Authenticate<api::Token> for Context {
    type Caller = String;
    type Error = String;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        _: &RequestInfo,
    ) -> Result<String, String> {
        token(credential, "t")
    }
}

impl Authenticate<api::Login> for Context {
    type Caller = String;
    type Error = String;

    async fn authenticate(
        &self,
        credential: Credential<BearerToken>,
        _: &RequestInfo,
    ) -> Result<String, String> {
        token(credential, "l")
    }
}

impl Authenticate<api::Other> for Context {
    type Caller = String;
    type Error = ();

    async fn authenticate(&self, sent: Credential<Secret>, _: &RequestInfo) -> Result<String, ()> {
        match sent {
            Credential::Present(sent) => Ok(sent.expose().to_owned()),
            Credential::Absent | Credential::Malformed => Err(()),
        }
    }
}

/// A proxy in front of this server names the certificate of the client in a header.
impl Authenticate<api::Certificate> for Context {
    type Caller = String;
    type Error = String;

    async fn authenticate(
        &self,
        _: Credential<UnverifiedConnection>,
        request: &RequestInfo,
    ) -> Result<String, String> {
        let subject = request.headers().get("x-subject").and_then(|it| it.to_str().ok());
        subject.map(str::to_owned).ok_or_else(|| "no certificate".to_owned())
    }
}

type Answer<S> = OperationResult<S, AnyError>;

fn answer<S>(success: S) -> Answer<S> {
    Ok(success.into())
}

fn refuse<S>(status: ErrorStatusCode, why: &str) -> Answer<S> {
    Err(ErrorResponse::new(status, AnyError(json!({ "why": why }))))
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

enum Server {}

impl RequestsApi for Server {
    type Context = Context;

    async fn need_either(
        rqctx: RequestContext<Context>,
        request: Secured<AnyOf<KeyOrToken<api::Key, api::Token>>, ()>,
    ) -> Answer<api::NeedEitherResponse> {
        match request.authenticate(&rqctx).await {
            Ok(Authenticated { caller: KeyOrToken::Key(number), .. }) => {
                answer(api::NeedEitherResponse(format!("key {number}").into()))
            }
            Ok(Authenticated { caller: KeyOrToken::Token(name), .. }) => {
                answer(api::NeedEitherResponse(format!("token {name}").into()))
            }
            Err(WrongKey) => refuse(ErrorStatusCode::UNAUTHORIZED, "who?"),
        }
    }

    async fn need_both(
        rqctx: RequestContext<Context>,
        request: Secured<AnyOf<KeyAndLoginOrLogin<AllOf<(api::Key, api::Login)>, api::Login>>, ()>,
    ) -> Answer<api::NeedBothResponse> {
        assert_eq!(api::NEED_BOTH_LOGIN_SCOPES, [&[] as &[&str], &["write", "all"], &["read"]]);
        match request.authenticate(&rqctx).await {
            Ok(Authenticated { caller: KeyAndLoginOrLogin::KeyAndLogin((key, login)), .. }) => {
                answer(api::NeedBothResponse(format!("{key} and {login}").into()))
            }
            Ok(Authenticated { caller: KeyAndLoginOrLogin::Login(login), .. }) => {
                answer(api::NeedBothResponse(format!("only {login}").into()))
            }
            Err(WrongKey) => refuse(ErrorStatusCode::UNAUTHORIZED, "who?"),
        }
    }

    async fn need_none(
        rqctx: RequestContext<Context>,
        request: Secured<Optional<api::Token>, ()>,
    ) -> Answer<api::NeedNoneResponse> {
        match request.authenticate(&rqctx).await {
            Ok(Authenticated { caller, .. }) => {
                answer(api::NeedNoneResponse(format!("{caller:?}").into()))
            }
            Err(why) => refuse(ErrorStatusCode::UNAUTHORIZED, &why),
        }
    }

    async fn need_digest(
        rqctx: RequestContext<Context>,
        request: Secured<api::Other, ()>,
    ) -> Answer<api::NeedDigestResponse> {
        match request.authenticate(&rqctx).await {
            Ok(Authenticated { caller, .. }) => answer(api::NeedDigestResponse(caller.into())),
            Err(()) => refuse(ErrorStatusCode::UNAUTHORIZED, "no digest"),
        }
    }

    async fn need_certificate(
        rqctx: RequestContext<Context>,
        request: Secured<AnyOf<TokenOrCertificate<api::Token, api::Certificate>>, ()>,
    ) -> Answer<api::NeedCertificateResponse> {
        match request.authenticate(&rqctx).await {
            Ok(Authenticated { caller, .. }) => {
                answer(api::NeedCertificateResponse(format!("{caller:?}").into()))
            }
            Err(why) => refuse(ErrorStatusCode::UNAUTHORIZED, &why),
        }
    }

    async fn read_lists(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::ReadListsQuery>,)>,
    ) -> Answer<api::ReadListsResponse> {
        let (query,) = read!(request, &rqctx);
        let api::ReadListsQuery { colour, each, filter, name, size, word } = query.into_inner();
        let read = json!([word, colour, size, name, each, filter]);
        answer(api::ReadListsResponse(read.to_string().into()))
    }

    async fn read_mixed(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::ReadMixedQuery>, Headers<api::ReadMixedHeaders>)>,
    ) -> Answer<api::ReadMixedResponse> {
        let (query, Headers(headers)) = read!(request, &rqctx);
        let api::ReadMixedQuery { either, free, header_map, mixed, more } = query.into_inner();
        let more: std::collections::BTreeMap<_, _> = more.into_iter().collect();
        let read = json!([mixed, either, header_map, headers.info, more, free]);
        answer(api::ReadMixedResponse(read.to_string().into()))
    }

    async fn read_times(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ReadTimesPath>,
            Headers<api::ReadTimesHeaders>,
            Cookies<api::ReadTimesCookies>,
        )>,
    ) -> Answer<api::ReadTimesResponse> {
        let (path, Headers(headers), Cookies(cookies)) = read!(request, &rqctx);
        let at = path.into_inner().at;
        let (since, until) = (headers.x_since, headers.x_until);
        let read = json!([at, since, until, cookies.session, cookies.day]);
        answer(api::ReadTimesResponse(read.to_string().into()))
    }

    async fn read_limited_times(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ReadLimitedTimesPath>,
            Query<api::ReadLimitedTimesQuery>,
            Headers<api::ReadLimitedTimesHeaders>,
        )>,
    ) -> Answer<api::ReadLimitedTimesResponse> {
        let (path, query, Headers(headers)) = read!(request, &rqctx);
        let (at, until) = (path.into_inner().at, query.into_inner().until);
        let read = json!([at, until, headers.x_since, headers.x_new_year]);
        answer(api::ReadLimitedTimesResponse(read.to_string().into()))
    }

    async fn read_marked(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::ReadMarkedQuery>,)>,
    ) -> Answer<api::ReadMarkedResponse> {
        let (query,) = read!(request, &rqctx);
        let api::ReadMarkedQuery { filter, sort, list, id, b, others } = query.into_inner();
        let read = json!([filter, sort, list, id, b, others]);
        answer(api::ReadMarkedResponse(read.to_string().into()))
    }

    async fn read_choices(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ReadChoicesPath>,
            Query<api::ReadChoicesQuery>,
            Headers<api::ReadChoicesHeaders>,
            Cookies<api::ReadChoicesCookies>,
        )>,
    ) -> Answer<api::ReadChoicesResponse> {
        let (path, query, Headers(headers), Cookies(cookies)) = read!(request, &rqctx);
        let api::ReadChoicesQuery { since, level, size } = query.into_inner();
        let id = path.into_inner().id;
        let read = json!([id, since, level, size, headers.x_mark, cookies.mark]);
        answer(api::ReadChoicesResponse(read.to_string().into()))
    }

    async fn read_encoded(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ReadEncodedPath>,
            Query<api::ReadEncodedQuery>,
            Headers<api::ReadEncodedHeaders>,
            Cookies<api::ReadEncodedCookies>,
        )>,
    ) -> Answer<api::ReadEncodedResponse> {
        let (path, query, Headers(headers), Cookies(cookies)) = read!(request, &rqctx);
        let api::ReadEncodedQuery { filter, count } = query.into_inner();
        let read = json!([path.into_inner().point, filter, count, headers.x_meta, cookies.prefs]);
        answer(api::ReadEncodedResponse(read.to_string().into()))
    }

    async fn read_parts(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ReadPartsPath>,
            Query<api::ReadPartsQuery>,
            Headers<api::ReadPartsHeaders>,
            Cookies<api::ReadPartsCookies>,
        )>,
    ) -> Answer<api::ReadPartsResponse> {
        let (path, query, Headers(headers), Cookies(cookies)) = read!(request, &rqctx);
        let api::ReadPartsPath { ids, point, days } = path.into_inner();
        let api::ReadPartsQuery { size, word } = query.into_inner();
        let api::ReadPartsHeaders { x_sizes, x_names, x_point, x_rates } = headers;
        let read = json!({
            "path": [ids, point, days],
            "query": [size, word],
            "headers": [x_sizes, x_names, x_point, x_rates],
            "cookies": [cookies.colours, cookies.corner],
        });
        answer(api::ReadPartsResponse(read.to_string().into()))
    }

    async fn read_deep(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::ReadDeepQuery>,)>,
    ) -> Answer<api::ReadDeepResponse> {
        let (query,) = read!(request, &rqctx);
        let api::ReadDeepQuery { filter, tags, switches } = query.into_inner();
        answer(api::ReadDeepResponse(json!([filter, tags, switches]).to_string().into()))
    }

    async fn async_operation(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::AsyncOperationPath>,
            Query<api::AsyncOperationQuery>,
            Headers<api::AsyncOperationHeaders>,
        )>,
    ) -> Answer<api::AsyncOperationResponse> {
        let (path, query, Headers(headers)) = read!(request, &rqctx);
        let query = query.into_inner();
        let sizes = [query.page_size_2, query.page_size];
        let read = json!([path.into_inner().id, query.id, sizes, query.body, headers.send]);
        answer(api::AsyncOperationResponse(read.to_string().into()))
    }

    async fn new_operation(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::NewOperationPath>, ContentBody<api::NewOperationBody>)>,
    ) -> Answer<api::NewOperationResponse> {
        let (_, ContentBody(api::NewOperationBody(body))) = read!(request, &rqctx);
        let lines =
            (0..body.size).map(|line| Ok::<_, ItemError>(types::NewOperationResponseItem { line }));
        answer(api::NewOperationResponse(ItemBody::new(stream::iter(lines.collect::<Vec<_>>()))))
    }

    async fn error_operation(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ErrorOperationPath>,
            MultipartForm<types::ErrorOperationBody>,
        )>,
    ) -> Answer<api::ErrorOperationResponse> {
        let (path, MultipartForm(form)) = read!(request, &rqctx);
        let read = format!("{} {}", path.into_inner().name, form.a);
        answer(api::ErrorOperationResponse(read.into()))
    }

    async fn n_2fa(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(ContentBody<api::N2faBody>,)>,
    ) -> OperationResult<api::N2faResponse, api::N2faErrorOrTextPlain> {
        let response = match request.read(&rqctx).await?.0.0 {
            api::N2faBody::ApplicationJson(body) if body.code.is_empty() => {
                let error = types::N2faError { why: "empty".to_owned() };
                let error = api::N2faErrorOrTextPlain::N2faError(error);
                return Err(ErrorResponse::new(ErrorStatusCode::BAD_REQUEST, error));
            }
            api::N2faBody::ApplicationJson(body) => {
                api::N2faResponse::Ok(api::N2faOk(body.code.into()))
            }
            api::N2faBody::TextPlain(code) => {
                let text = Body::from(code.as_str()?.to_owned());
                api::N2faResponse::Accepted(api::N2faAccepted(text))
            }
        };
        Ok(response.into())
    }

    async fn read_file(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::ReadFilePath>,)>,
    ) -> Answer<api::ReadFileResponse> {
        let (path,) = read!(request, &rqctx);
        let path = path.into_inner();
        answer(api::ReadFileResponse(format!("{} as {}", path.name, path.ext).into()))
    }

    async fn read_whole(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::ReadWholePath>,)>,
    ) -> Answer<api::ReadWholeResponse> {
        let (path,) = read!(request, &rqctx);
        answer(api::ReadWholeResponse(format!("whole {}", path.into_inner().id).into()))
    }

    async fn cancel_file(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::CancelFilePath>,)>,
    ) -> Answer<api::CancelFileResponse> {
        let (path,) = read!(request, &rqctx);
        answer(api::CancelFileResponse(format!("cancelled {}", path.into_inner().id).into()))
    }

    async fn count(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::CountPath>,)>,
    ) -> Answer<api::CountResponse> {
        let (path,) = read!(request, &rqctx);
        answer(api::CountResponse(format!("{}", *path.into_inner().number).into()))
    }

    async fn get_slash(
        _: RequestContext<Context>,
        _: UnreadRequest<()>,
    ) -> Answer<api::GetSlashResponse> {
        answer(api::GetSlashResponse("slash".to_owned().into()))
    }
}

fn start() -> HttpServer<Context> {
    let api: ApiDescription<Context> =
        api::requests_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Error };
    let log = log.to_logger("test").expect("a log");
    ServerBuilder::new(api, Context, log).config(config).start().expect("starts")
}

fn client(server: &HttpServer<Context>) -> client::Client {
    let url = format!("http://{}", server.local_addr());
    client::Client::new_with_client(&url, reqwest::Client::new())
}

/// Sends a request with headers, and returns the status, and the text or the reason in the answer.
async fn call(server: &HttpServer<Context>, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let request = reqwest::Client::new().get(format!("http://{}{path}", server.local_addr()));
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let answer = request.send().await.expect("an answer");
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.expect("JSON");
    let text = body.as_str().or(body["why"].as_str()).or(body["message"].as_str());
    (status, text.expect("a text").to_owned())
}

#[tokio::test]
async fn server_authenticates_by_alternatives_combinations_and_optionally() {
    let server = start();
    let (key, wrong) = (("x-key", "k"), ("x-key", "x"));
    let [t, l, x] = ["Bearer t", "Bearer l", "Bearer x"].map(|it| ("authorization", it));
    for (path, headers, expected) in [
        ("either", &[] as &[(&str, &str)], (401, "who?")),
        ("either", &[key], (200, "key 1")),
        ("either", &[t], (200, "token t")),
        ("either", &[key, t], (200, "key 1")),
        ("either", &[wrong, t], (200, "token t")),
        ("either", &[wrong, x], (401, "who?")),
        ("both", &[], (401, "who?")),
        ("both", &[key], (401, "who?")),
        ("both", &[key, l], (200, "1 and l")),
        ("both", &[l], (200, "only l")),
        ("both", &[key, x], (401, "who?")),
        ("optional", &[], (200, "None")),
        ("optional", &[t], (200, "Some(\"t\")")),
        ("optional", &[x], (401, "no t")),
        ("optional", &[("authorization", "Bearer")], (401, "no t")),
        ("digest", &[], (401, "no digest")),
        ("digest", &[t], (401, "no digest")),
        ("digest", &[("authorization", "digest uri=\"/\", nc=1")], (200, "uri=\"/\", nc=1")),
        ("certificate", &[], (401, "no certificate")),
        ("certificate", &[x], (401, "no t")),
        ("certificate", &[t], (200, "Token(\"t\")")),
        ("certificate", &[("x-subject", "me")], (200, "Certificate(\"me\")")),
    ] {
        let (status, text) = call(&server, &format!("/echo/{path}"), headers).await;
        assert_eq!((status, text.as_str()), expected, "{path} {headers:?}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_lists_in_one_parameter_as_the_client_sends_them() {
    let server = start();
    let sent = client(&server)
        .read_lists()
        .word(["a,b", "c d", "&", "é"].map(str::to_owned).to_vec())
        .colour(vec![types::ReadListsColourItem::Red, types::ReadListsColourItem::Blue])
        .size(vec![1, -2])
        .name(["x", "y"].map(str::to_owned).to_vec())
        .each(["p|q", "r"].map(str::to_owned).to_vec())
        .least(3)
        .tags(vec!["one".to_owned(), "two".to_owned()])
        .send()
        .await
        .expect("read");
    let read: Value = serde_json::from_str(&sent.into_inner().0).expect("JSON");
    let expected = json!([
        ["a,b", "c d", "&", "é"],
        ["red", "blue"],
        [1, -2],
        ["x", "y"],
        ["p|q", "r"],
        { "least": 3, "tags": ["one", "two"] }
    ]);
    assert_eq!(read, expected);

    for (query, expected) in [
        ("size=1", Ok(json!([null, null, [1], null, null, null]))),
        ("size=1|2&word=a,b%2Cc", Ok(json!([["a", "b,c"], null, [1, 2], null, null, null]))),
        (
            "size=1%7C2&colour=red%2Cblue",
            Ok(json!([null, ["red", "blue"], [1, 2], null, null, null])),
        ),
        ("size=1&name=a+b%20c", Ok(json!([null, null, [1], ["a", "b", "c"], null, null]))),
        ("size=&word=", Ok(json!([[], null, [], null, null, null]))),
        ("size=1&least=1", Ok(json!([null, null, [1], null, null, { "least": 1 }]))),
        ("size=1&tags=a", Err("least: required")),
        (
            "size=1&least=x",
            Err("least: expected a whole number from -9223372036854775808 to 9223372036854775807"),
        ),
        ("word=a", Err("size: required")),
        ("size=1&size=2", Err("size: must be given once only")),
        ("size=1&colour=green", Err("colour: expected one of `red`, `blue`")),
    ] {
        let (status, text) = call(&server, &format!("/echo/lists?{query}"), &[]).await;
        match expected {
            Ok(expected) => {
                assert_eq!((status, text), (200, expected.to_string()), "{query}");
            }
            Err(expected) => assert_eq!((status, text.as_str()), (400, expected), "{query}"),
        }
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_each_element_by_the_type_that_the_schema_allows() {
    let server = start();
    let mixed = [json!(7), json!(true), json!("a,b")].map(of::<types::ReadMixedMixedItem>);
    let either = vec![of::<types::ReadMixedEitherItem>(json!(1.5)), of(json!("all"))];
    let me = client(&server);
    let request = me.read_mixed().mixed(mixed.to_vec()).either(either.clone());
    let more = HashMap::from([("x".to_owned(), "1".to_owned())]);
    let request = request.header_map_query("h").info_header("i").more(more);
    let free = of::<types::ReadMixedFree>(json!({ "a": "c" }));
    let sent = request.free(free).send().await.expect("read").into_inner();
    let read: Value = serde_json::from_str(&sent.0).expect("JSON");
    let expected = json!([[7, true, "a,b"], [1.5, "all"], "h", "i", { "x": "1" }, { "a": "c" }]);
    assert_eq!(read, expected);
    let three = [either, vec![of(json!(2))]].concat();
    let refused = me.read_mixed().either(three).send().await;
    assert!(matches!(refused, Err(client::Error::InvalidRequest(_))), "{refused:?}");

    let none = "the value has none of the allowed forms";
    for (query, expected) in [
        ("", Ok(json!([null, null, null, null, {}, null]))),
        ("mixed=1&mixed=1.5&mixed=yes", Ok(json!([[1, "1.5", "yes"], null, null, null, {}, null]))),
        ("either=all,2", Ok(json!([null, ["all", 2.0], null, null, {}, null]))),
        ("free[a]=1&b=2", Ok(json!([null, null, null, null, { "b": "2" }, { "a": "1" }]))),
        ("mixed=12345", Ok(json!([[12345], null, null, null, {}, null]))),
        ("mixed=abcde", Err(format!("mixed: {none}"))),
        ("either=1,x", Err(format!("either: {none}"))),
        ("either=1,2,3", Err("either: must have at most 2 elements".to_owned())),
    ] {
        let (status, text) = call(&server, &format!("/echo/mixed?{query}"), &[]).await;
        match expected {
            Ok(expected) => assert_eq!((status, text), (200, expected.to_string()), "{query}"),
            Err(expected) => assert_eq!((status, text), (400, expected), "{query}"),
        }
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_the_type_that_the_schema_allows() {
    let server = start();
    let me = client(&server);
    let (at, id) = (chrono::DateTime::UNIX_EPOCH, uuid::Uuid::nil());
    let few = types::LevelName::Few;
    let mark = types::ReadChoicesXMarkString::try_from("a%b").expect("short");
    let request = me.read_choices().id(id).since(at).level(few).size(true);
    let sent = request
        .x_mark(mark)
        .mark(types::ReadChoicesMark::String("m".to_owned()))
        .send()
        .await
        .expect("read");
    let read: Value = serde_json::from_str(&sent.into_inner().0).expect("JSON");
    assert_eq!(read, json!([id, "1970-01-01T00:00:00Z", "few", true, "a%b", "m"]));
    let one = std::num::NonZeroU64::MIN;
    let request = me.read_choices().id(u64::MAX).since(7).level(one).size(1.5);
    let sent = request.x_mark(false).mark(-1).send().await.expect("read").into_inner();
    let read: Value = serde_json::from_str(&sent.0).expect("JSON");
    assert_eq!(read, json!([u64::MAX, 7, 1, 1.5, false, -1]));

    let none = "the value has none of the allowed forms";
    for (path, mark, expected) in [
        ("1", "10", Ok(json!([1, null, null, 0.5, "10", null]))),
        ("1", "9", Ok(json!([1, null, null, 0.5, 9, null]))),
        ("1", "true", Ok(json!([1, null, null, 0.5, true, null]))),
        ("1", "null", Ok(json!([1, null, null, 0.5, "null", null]))),
        ("1", "12345", Err(format!("X-Mark: {none}"))),
        ("a", "a", Err(format!("id: {none}"))),
        ("-1", "a", Err(format!("id: {none}"))),
        ("18446744073709551616", "a", Err(format!("id: {none}"))),
        ("1?level=0", "a", Err(format!("level: {none}"))),
        ("1?level=many", "a", Err(format!("level: {none}"))),
        ("1?since=%201", "a", Err(format!("since: {none}"))),
        ("1?since=1&since=2", "a", Err("since: must be given once only".to_owned())),
        ("1?size=1e3", "a", Ok(json!([1, null, null, 1000.0, "a", null]))),
        (
            "1?size=0.12345678901234567891",
            "a",
            Ok(json!([1, null, null, 0.123_456_789_012_345_68, "a", null])),
        ),
        ("1?size=NaN", "a", Err(format!("size: {none}"))),
    ] {
        let path = format!("/echo/choices/{path}");
        let (status, text) = call(&server, &path, &[("x-mark", mark)]).await;
        match expected {
            Ok(expected) => assert_eq!((status, text), (200, expected.to_string()), "{path}"),
            Err(expected) => assert_eq!((status, text), (400, expected), "{path} {mark}"),
        }
    }
    // Digits beyond those of an integer stay text where text is allowed.
    let cookie = [("x-mark", "a"), ("cookie", "mark=18446744073709551616")];
    let (status, text) = call(&server, "/echo/choices/1", &cookie).await;
    let expected = json!([1, null, null, 0.5, "a", "18446744073709551616"]);
    assert_eq!((status, text), (200, expected.to_string()));
    server.close().await.expect("stops");
}

/// Returns a value of a type.
fn of<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a value of its type")
}

#[tokio::test]
async fn server_reads_json_in_parameters_as_the_client_sends_it() {
    let server = start();
    let me = client(&server);
    let point = json!({ "x": 1, "label": "a/b?c%20é" });
    let filter = json!({ "a&b": "c d+e", "é": "\u{1}" });
    let meta = json!(["a, b", "é\n"]);
    let prefs = json!({ "theme": "a; b=\"c\", 100%25", "size": 1.5 });
    let request = me.read_encoded().point(of::<types::Point>(point.clone()));
    let request = request.filter(of::<types::ReadEncodedFilter>(filter.clone())).count(7);
    let request = request.x_meta(of::<types::ReadEncodedXMeta>(meta.clone()));
    let request = request.prefs(of::<types::Prefs>(prefs.clone()));
    let sent = request.send().await.expect("read").into_inner();
    let read: Value = serde_json::from_str(&sent.0).expect("JSON");
    assert_eq!(read, json!([point, filter, 7, meta, prefs]));

    for (path, meta, cookie, expected) in [
        ("{\"x\":1}", "[]", "", Ok(json!([{ "x": 1 }, null, 3, [], null]))),
        ("{%22x%22:1}", "[]", "", Ok(json!([{ "x": 1 }, null, 3, [], null]))),
        (
            "{\"x\":1}",
            "[]",
            "prefs={%22theme%22:%22%C3%A9%22}",
            Ok(json!([{ "x": 1 }, null, 3, [], { "theme": "é" }])),
        ),
        (
            "{\"x\":1}",
            "[]",
            "prefs={\"theme\":\"%z1\"}",
            Ok(json!([{ "x": 1 }, null, 3, [], { "theme": "%z1" }])),
        ),
        ("{\"x\":1}?count=4", "[\"a\"]", "", Ok(json!([{ "x": 1 }, null, 4, ["a"], null]))),
        (
            "{\"x\":1}?count=null",
            "[]",
            "",
            Err("count: expected a whole number from -9223372036854775808 to 9223372036854775807"),
        ),
        ("{\"x\":1}?count=1&count=1", "[]", "", Err("count: must be given once only")),
        (
            "{\"x\":1}?filter={\"a\":\"b\",\"a\":\"c\"}",
            "[]",
            "",
            Err("filter: a: the object has this key twice"),
        ),
        (
            "{\"x\":1}?filter=a",
            "[]",
            "",
            Err("filter: not valid JSON: expected a value at line 1 column 1"),
        ),
        ("{\"y\":1}", "[]", "", Err("point: y: has an unknown member: expected `label` or `x`")),
        ("{}", "[]", "", Err("point: x: required")),
        ("{\"x\":1}", "[1]", "", Err("X-Meta: [0]: expected a string")),
        ("{\"x\":1}", "[\"a\",\"b\",\"c\"]", "", Err("X-Meta: must have at most 2 items")),
        ("{\"x\":1}", "[]", "prefs={}", Err("prefs: theme: required")),
    ] {
        let path = format!("/echo/json/{path}");
        let headers = [("x-meta", meta), ("cookie", cookie)];
        let (status, text) = call(&server, &path, &headers).await;
        match expected {
            Ok(expected) => assert_eq!((status, text), (200, expected.to_string()), "{path}"),
            Err(expected) => assert_eq!((status, text.as_str()), (400, expected), "{path} {meta}"),
        }
    }
    server.close().await.expect("stops");
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[tokio::test]
async fn server_reads_parts_of_paths_headers_and_cookies_as_the_client_sends_them() {
    let server = start();
    let me = client(&server);
    let point = |label: &str| of::<types::Point>(json!({ "x": -1, "label": label }));
    let days = vec![chrono::DateTime::UNIX_EPOCH; 2];
    let ids = ["a,b", "c/d%", "é =&"];
    let rates = json!({ "a": 1.5, "b": 2.0 });
    let request = || {
        let request = me.read_parts().ids(texts(&ids)).point(point("=a,b/c")).days(days.clone());
        let request = request.x_sizes(vec![1, 2]).x_names(texts(&["c d", "é"])).size(vec![1.0]);
        let request =
            request.x_point(point("a=b")).x_rates(of::<types::ReadPartsXRates>(rates.clone()));
        request.colours(vec![types::ReadPartsColoursItem::Blue]).word(texts(&["a,b", "c"]))
    };
    let sent = request().corner(point("l")).send().await.expect("read");
    let read: Value = serde_json::from_str(&sent.into_inner().0).expect("JSON");
    let epoch = "1970-01-01T00:00:00Z";
    let expected = json!({
        "path": [ids, { "x": -1, "label": "=a,b/c" }, [epoch, epoch]],
        "query": [[1.0], ["a,b", "c"]],
        "headers": [[1, 2], ["c d", "é"], { "x": -1, "label": "a=b" }, rates],
        "cookies": [["blue"], { "x": -1, "label": "l" }],
    });
    assert_eq!(read, expected);

    for refused in [
        request().x_names(texts(&["a,b"])),
        request().x_names(texts(&[" a"])),
        request().x_names(texts(&[""])),
        request().x_point(point("a,b")),
        request().corner(point("a b")),
        request().x_rates(of::<types::ReadPartsXRates>(json!({ "a=b": 1 }))),
        request().x_sizes(vec![1, 1]),
        request().ids(texts(&[])),
        request().ids(texts(&["1", "2", "3", "4"])),
        request().size(Vec::<f64>::new()),
        request().size(vec![1.0, 1.0]),
        request().word(texts(&["a"])),
    ] {
        let refused = refused.send().await;
        assert!(matches!(refused, Err(client::Error::InvalidRequest(_))), "{refused:?}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_refuses_parts_with_the_name_of_the_parameter() {
    let server = start();
    let (path, word) = ("a,b%2Cc/x=1/1970-01-01T00:00:00Z", "word=a,b");
    let names = ("x-names", "a, b");
    let (status, text) = call(&server, &format!("/echo/parts/{path}?{word}"), &[names]).await;
    let expected = json!({
        "path": [["a", "b,c"], { "x": 1 }, ["1970-01-01T00:00:00Z"]],
        "query": [null, ["a", "b"]],
        "headers": [null, ["a", "b"], null, null],
        "cookies": [null, null],
    });
    assert_eq!((status, text), (200, expected.to_string()));
    for (path, query, header, expected) in [
        ("a,b,c,d/x=1/1970-01-01T00:00:00Z", word, names, "ids: must have at most 3 elements"),
        ("a/x,1/1970-01-01T00:00:00Z", word, names, "point: expected members, each with its name"),
        (
            "a/x=b/1970-01-01T00:00:00Z",
            word,
            names,
            "point[x]: expected a whole number from -9223372036854775808 to 9223372036854775807",
        ),
        (
            "a/x=1,y=2/1970-01-01T00:00:00Z",
            word,
            names,
            "point[y]: has an unknown member: expected `label` or `x`",
        ),
        ("a/label=1/1970-01-01T00:00:00Z", word, names, "point[x]: required"),
        ("a/x=1,x=2/1970-01-01T00:00:00Z", word, names, "point[x]: must be given once only"),
        ("a/x=1/today", word, names, "days: expected a date and a time as in RFC 3339"),
        (path, word, ("x-sizes", "1"), "X-Names: required"),
        (path, "word=a", names, "word: must have at least 2 elements"),
        (path, "word=a,b&size=1&size=1.0", names, "size: must not have an element twice"),
        (path, "word=a,b&size=1&size=2&size=3", names, "size: must have at most 2 elements"),
    ] {
        let (status, text) = call(&server, &format!("/echo/parts/{path}?{query}"), &[header]).await;
        assert_eq!((status, text.as_str()), (400, expected), "{path} {query}");
    }
    for (header, expected) in [
        (
            ("x-sizes", "1,a"),
            "X-Sizes: expected a whole number from -9223372036854775808 to 9223372036854775807",
        ),
        (("x-sizes", "1, 1"), "X-Sizes: must not have an element twice"),
        (("x-point", "x,1,label"), "X-Point: expected members, each with its name"),
        (("x-rates", "a=b"), "X-Rates[a]: expected a number"),
        (("cookie", "colours=green"), "colours: expected one of `red`, `blue`"),
        (("cookie", "corner=x"), "corner: expected members, each with its name"),
    ] {
        let path = format!("/echo/parts/{path}?{word}");
        let (status, text) = call(&server, &path, &[names, header]).await;
        assert_eq!((status, text.as_str()), (400, expected), "{header:?}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_objects_within_objects_as_the_client_sends_them() {
    let server = start();
    let me = client(&server);
    let filter = json!({ "name": { "eq": "1&é", "exists": true }, "size": { "min": 2, "in": [1.5, 2.0] }, "level": "few" });
    let (tags, switches) = (json!({ "a b": "1", "c": "true" }), json!({ "x.y": { "on": false } }));
    let request = me.read_deep().filter(of::<types::DeepFilter>(filter.clone()));
    let request = request.tags(of::<types::ReadDeepTags>(tags.clone()));
    let sent = request.switches(of::<types::ReadDeepSwitches>(switches.clone())).send().await;
    let read: Value = serde_json::from_str(&sent.expect("read").into_inner().0).expect("JSON");
    assert_eq!(read, json!([filter, tags, switches]));
    let brackets = of::<types::ReadDeepSwitches>(json!({ "a]": { "on": true } }));
    let refused = me.read_deep().switches(brackets).send().await;
    assert!(matches!(refused, Err(client::Error::InvalidRequest(_))), "{refused:?}");

    let on = json!({ "a": { "on": true } });
    for (query, expected) in [
        ("", Ok(json!([null, null, on]))),
        ("&filter[name]=true", Ok(json!([{ "name": "true" }, null, on]))),
        (
            "&filter[size][min]=1&filter[size][in][1]=2&filter[size][in][0]=1",
            Ok(json!([{ "size": { "in": [2.0, 1.0], "min": 1 } }, null, on])),
        ),
        ("&tags%5Ba%5D=1&other=2", Ok(json!([null, { "a": "1" }, on]))),
        ("&tags[a]=12345", Err("tags[a]: must have at most 4 characters")),
        ("&tags[a]=1&tags[a]=2", Err("tags[a]: must be given once only")),
        ("&tags=1", Err("tags: expected members, each with its name")),
        (
            "&filter[colour]=1",
            Err("filter[colour]: has an unknown member: expected one of `level`, `name`, `size`"),
        ),
        (
            "&filter[size][min]=0",
            Err("filter[size][min]: expected a whole number from 1 to 18446744073709551615"),
        ),
        ("&filter[size][in]=1", Err("filter[size][min]: required")),
        ("&filter[name][exists]=1", Err("filter[name]: exists: expected a boolean")),
        ("&filter[level]=none", Err("filter[level]: expected one of `all`, `few`")),
        ("&switches[b][on]=1", Err("switches[b][on]: expected a boolean")),
    ] {
        let path = format!("/echo/deep?switches[a][on]=true{query}");
        let (status, text) = call(&server, &path, &[]).await;
        match expected {
            Ok(expected) => assert_eq!((status, text), (200, expected.to_string()), "{path}"),
            Err(expected) => assert_eq!((status, text.as_str()), (400, expected), "{path}"),
        }
    }
    let (status, text) = call(&server, "/echo/deep", &[]).await;
    assert_eq!((status, text.as_str()), (400, "switches: required"));
    server.close().await.expect("stops");
}

#[tokio::test]
async fn client_sends_times_and_cookies_as_the_contract_says() {
    let server = start();
    let at = chrono::DateTime::UNIX_EPOCH;
    let day = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).expect("a day");
    let me = client(&server);
    let send = |session: &str| {
        let request = me.read_times().at(at).x_since(at).x_until(types::Time(at));
        request.session(session).day(day).send()
    };
    let read = send("s-1").await.expect("read").into_inner();
    let epoch = "1970-01-01T00:00:00Z";
    let expected = json!([epoch, epoch, epoch, "s-1", "2024-02-29"]);
    assert_eq!(serde_json::from_str::<Value>(&read.0).expect("JSON"), expected);
    let refused = send("a; b=c").await;
    assert!(matches!(refused, Err(client::Error::InvalidRequest(_))), "{refused:?}");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_times_with_limits_as_the_client_sends_them() {
    let server = start();
    let me = client(&server);
    let (at, since, year) =
        ("2024-02-29t12:00:00Z", "2024-02-29T12:00:00+01:00", "2025-01-01T00:00:00Z");
    let sent = me.read_limited_times().at(of::<types::ReadLimitedTimesAt>(json!(at)));
    let sent = sent.x_since(of::<types::ReadLimitedTimesXSince>(json!(since)));
    let sent = sent.x_new_year(of::<types::ReadLimitedTimesXNewYear>(json!(year)));
    let sent = sent.until(of::<types::ReadLimitedTimesUntil>(json!(since)));
    let read = sent.send().await.expect("read").into_inner();
    assert_eq!(read.0, json!([at, since, since, year]).to_string());
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_parameters_whose_names_look_like_marks() {
    let server = start();
    let me = client(&server);
    let sent = me.read_marked().filter("a").sort("b,c").id(1).b(vec![2, 3]);
    let sent =
        sent.list(texts(&["d", "e"])).others(of::<HashMap<String, String>>(json!({ "f": "g" })));
    let read = sent.send().await.expect("read").into_inner();
    let expected = json!(["a", "b,c", ["d", "e"], 1, [2, 3], { "f": "g" }]);
    assert_eq!(serde_json::from_str::<Value>(&read.0).expect("JSON"), expected);
    for (query, expected) in [
        ("", "sort[,]: required"),
        ("sort[,]=a&sort[,]=b", "sort[,]: must be given once only"),
        (
            "sort[,]=a&{id}=b",
            "{id}: expected a whole number from -9223372036854775808 to 9223372036854775807",
        ),
    ] {
        let (status, text) = call(&server, &format!("/echo/marked?{query}"), &[]).await;
        assert_eq!((status, text.as_str()), (400, expected), "{query}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn operations_work_when_rust_or_the_client_uses_their_names() {
    let server = start();
    let me = client(&server);
    let sent = me.async_operation().id("a").id_query(1).page_size_query(2).page_size(3).body("b");
    let read = sent.send_header("c").send().await.expect("read").into_inner();
    let read: Value = serde_json::from_str(&read.0).expect("JSON");
    assert_eq!(read, json!(["a", 1, [2, 3], "b", "c"]));
    let lines = me.new_operation().id("a").body_map(|body| body.size(2)).send().await;
    let lines: Vec<_> = lines.expect("read").into_inner().try_collect().await.expect("lines");
    assert_eq!(lines.iter().map(|it| it.line).collect::<Vec<_>>(), [0, 1]);
    let form = types::ErrorOperationBody { a: "b".to_owned() };
    let read = me.error_operation().name("n").body(form).send().await.expect("read");
    assert_eq!(read.into_inner().0, "n b");
    let code = |code: &str| requests::N2faBody::from(types::N2faBody { code: code.to_owned() });
    let read = me.n_2fa().body(code("7")).send().await.expect("read").into_inner();
    assert!(matches!(&read, responses::N2faResponse::Ok(text) if text.0 == "7"), "{read:?}");
    let text = requests::N2faBody::TextPlain("7".into());
    let read = me.n_2fa().body(text).send().await.expect("read").into_inner();
    assert!(matches!(read, responses::N2faResponse::Accepted(_)), "{read:?}");
    let Err(client::Error::ErrorResponse(refused)) = me.n_2fa().body(code("")).send().await else {
        panic!("the code is empty");
    };
    let refused = refused.into_inner();
    assert!(matches!(&refused, responses::N2faError::N2faError(it) if it.why == "empty"));
    assert_eq!(me.get_slash().send().await.expect("read").into_inner().0, "slash");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_takes_segments_apart() {
    let server = start();
    let me = client(&server);
    let sent = me.read_file().name("a.tar").ext(types::ReadFileExt::Gz).send().await.expect("read");
    assert_eq!(sent.into_inner().0, "a.tar as gz");
    assert_eq!(me.read_whole().id("a").send().await.expect("read").into_inner().0, "whole a");
    for id in ["a\\b", "\\", "%2e%2E"] {
        let whole = me.read_whole().id(id).send().await.expect(id).into_inner().0;
        assert_eq!(whole, format!("whole {id}"));
    }
    for id in ["", ".", ".."] {
        let refused = me.read_whole().id(id).send().await.expect_err(id);
        let expected = "Invalid Request: `{id}` in the path must not be empty, `.` or `..`";
        assert_eq!(refused.to_string(), expected);
    }
    assert_eq!(me.cancel_file().id(3).send().await.expect("read").into_inner().0, "cancelled 3");
    for (path, expected) in [
        ("/files/a.json", (200, "a as json")),
        ("/files/%C3%A9.b.json", (200, "é.b as json")),
        ("/files/a.xml", (400, "ext: expected one of `json`, `gz`")),
        ("/files/.json", (200, "whole .json")),
        ("/files/3:cancel", (405, "Method Not Allowed")),
    ] {
        let (status, text) = call(&server, path, &[]).await;
        assert_eq!((status, text.as_str()), expected, "{path}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_reads_integers_of_paths_exactly() {
    let server = start();
    for text in ["1", "9007199254740993", "9223372036854775807"] {
        let (status, answer) = call(&server, &format!("/count/{text}"), &[]).await;
        assert_eq!((status, answer.as_str()), (200, text));
    }
    for text in ["0", "1.0", "1e3", "9223372036854775808", "a"] {
        let (status, answer) = call(&server, &format!("/count/{text}"), &[]).await;
        assert_eq!(status, 400, "{text}: {answer}");
    }
}

#[tokio::test]
async fn mocks_expect_what_the_client_sends() {
    let mocked = httpmock::MockServer::start_async().await;
    let me = client::Client::new_with_client(&mocked.base_url(), reqwest::Client::new());
    let at = chrono::DateTime::UNIX_EPOCH;
    let times = mocked.read_times(|when, then| {
        when.at(&at).x_since(&at).session("s").day(None);
        then.ok(&types::ReadTimesResponse("times".to_owned()));
    });
    let sent = me.read_times().at(at).x_since(at).x_until(types::Time(at)).session("s").send();
    assert_eq!(sent.await.expect("answered").into_inner().0, "times");
    times.assert();
    let lists = mocked.read_lists(|when, then| {
        when.size(&[1, 2]).word(&["a".to_owned(), "b".to_owned()]);
        then.ok(&types::ReadListsResponse("lists".to_owned()));
    });
    let sent = me.read_lists().size(vec![1, 2]).word(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(sent.send().await.expect("answered").into_inner().0, "lists");
    lists.assert();
    let choices = mocked.read_choices(|when, then| {
        let few = types::Level::from(types::LevelName::Few);
        let when = when.id(&types::PointId::from(7)).level(&few).since(None);
        when.x_mark(&types::ReadChoicesXMark::from(true)).mark(&types::ReadChoicesMark::from(3));
        then.ok(&types::ReadChoicesResponse("choices".to_owned()));
    });
    let sent = me.read_choices().id(7).level(types::LevelName::Few).x_mark(true).mark(3).send();
    assert_eq!(sent.await.expect("answered").into_inner().0, "choices");
    choices.assert();
    let encoded = mocked.read_encoded(|when, then| {
        let (point, filter) = (
            of::<types::Point>(json!({ "x": 1 })),
            of::<types::ReadEncodedFilter>(json!({ "a": "b c" })),
        );
        let when = when.point(&point).filter(&filter).count(None);
        when.x_meta(&of(json!(["a"]))).prefs(&of::<types::Prefs>(json!({ "theme": "%" })));
        then.ok(&types::ReadEncodedResponse("encoded".to_owned()));
    });
    let sent = me.read_encoded().point(of::<types::Point>(json!({ "x": 1 })));
    let sent = sent.filter(of::<types::ReadEncodedFilter>(json!({ "a": "b c" })));
    let sent = sent.x_meta(of::<types::ReadEncodedXMeta>(json!(["a"])));
    let sent = sent.prefs(of::<types::Prefs>(json!({ "theme": "%" }))).send().await;
    assert_eq!(sent.expect("answered").into_inner().0, "encoded");
    encoded.assert();
    let epoch = [chrono::DateTime::UNIX_EPOCH];
    let parts = mocked.read_parts(|when, then| {
        let point = of::<types::Point>(json!({ "x": 1, "label": "a,b" }));
        let when = when.ids(&texts(&["a,b", "c.d"])).point(&point).days(&epoch);
        let when = when.x_names(&texts(&["a", "b"])).x_sizes(&[1, 2]);
        let when = when.x_rates(&of(json!({ "a": 1.5 }))).corner(&of(json!({ "x": 2 })));
        when.colours(&[types::ReadPartsColoursItem::Red]).word(&texts(&["a", "b"]));
        then.ok(&types::ReadPartsResponse("parts".to_owned()));
    });
    let point = of::<types::Point>(json!({ "x": 1, "label": "a,b" }));
    let sent = me.read_parts().ids(texts(&["a,b", "c.d"])).point(point).days(epoch.to_vec());
    let sent = sent.x_names(texts(&["a", "b"])).x_sizes(vec![1, 2]).word(texts(&["a", "b"]));
    let sent = sent.x_rates(of::<types::ReadPartsXRates>(json!({ "a": 1.5 })));
    let sent = sent.corner(of::<types::Point>(json!({ "x": 2 })));
    let sent = sent.colours(vec![types::ReadPartsColoursItem::Red]).send().await;
    assert_eq!(sent.expect("answered").into_inner().0, "parts");
    parts.assert();
    let deep = mocked.read_deep(|when, then| {
        when.filter(&of(json!({ "size": { "min": 2, "in": [1, 2] } })))
            .switches(&of(json!({ "a": { "on": true } })));
        then.ok(&types::ReadDeepResponse("deep".to_owned()));
    });
    let sent = me
        .read_deep()
        .filter(of::<types::DeepFilter>(json!({ "size": { "min": 2, "in": [1, 2] } })));
    let sent =
        sent.switches(of::<types::ReadDeepSwitches>(json!({ "a": { "on": true } }))).send().await;
    assert_eq!(sent.expect("answered").into_inner().0, "deep");
    deep.assert();
    let file = mocked.read_file(|when, then| {
        when.name("a").ext(&types::ReadFileExt::Json);
        then.ok(&types::ReadFileResponse("file".to_owned()));
    });
    let sent = me.read_file().name("a").ext(types::ReadFileExt::Json).send().await;
    assert_eq!(sent.expect("answered").into_inner().0, "file");
    file.assert();
}

#[test]
fn trait_means_the_same_as_the_contract() {
    let text = include_str!("../../../lockstep/tests/requests.yaml");
    let document = Document::parse("requests.yaml", text).expect("parses");
    let api = api::requests_api_mod::stub_api_description().expect("describes");
    let version = "1.0.0".parse().expect("a version");
    let described = api.openapi("Requests", version).json().expect("JSON");
    let comparison = proof::compare(document.root(), &described);
    assert_eq!(comparison.differences, []);
}
