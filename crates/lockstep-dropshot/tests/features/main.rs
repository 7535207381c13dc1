//! Generated code of a contract that has every supported construct: a server implements the trait,
//! and the client calls it.

#![allow(missing_docs, clippy::unnecessary_wraps, reason = "a test, of operations that answer so")]

use std::net::SocketAddr;

use dropshot::{
    ApiDescription, Body, ConfigDropshot, ErrorStatusCode, HttpResponseHeaders, HttpServer,
    MultipartBody, RequestContext, RequestInfo, ServerBuilder, WebsocketUpgrade,
};
use futures::{StreamExt as _, TryStreamExt as _};
use lockstep::{Document, instances, proof};
use lockstep_dropshot::{
    AnyError, Authenticate, Authenticated, BasicCredential, BearerToken, ContentBody, Cookies,
    Credential, ErrorResponse, FormBody, Headers, JsonBody, JsonTextBody, OperationResult,
    OptionalJsonBody, Path, Query, ResponseWithHeaders, Secret, Secured, UnreadRequest,
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

type Answer<S, E = AnyError> = OperationResult<S, E>;

fn answer<S, E>(success: S) -> Answer<S, E> {
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

fn thing(name: &str) -> types::Thing {
    let name: types::Name = name.parse().expect("a name");
    types::Thing::builder().name(name).try_into().expect("a thing")
}

/// The operation as its logs and metrics know it.
fn place(rqctx: &RequestContext<Context>, values: &[&str]) -> types::Place {
    types::Place {
        operation: rqctx.endpoint.operation_id.clone(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
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
        request: UnreadRequest<(ContentBody<api::PutNoteBody>,)>,
    ) -> Answer<api::PutNoteResponse> {
        // Handed on, and not said in the contract's words.
        let (ContentBody(api::PutNoteBody(note)),) = request.read(&rqctx).await?;
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
            Some(types::SearchOneOrMore::String(_)) => 1,
            Some(types::SearchOneOrMore::Array(more)) => more.len(),
            None => 0,
        };
        let rank = headers.x_rank.map_or(0.0, f64::from);
        let found = query.id.len() == 2 && query.order == Some(types::SearchOrder::Down);
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
                Err(ErrorResponse::new(error.status_code, body))
            }
        }
    }

    async fn list_things(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::ListThingsQuery>,)>,
    ) -> Answer<api::ListThingsResponse, types::Error> {
        let (query,) = request.read(&rqctx).await?;
        let query = query.into_inner();
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
            Err(body.map_or(without, |body| ErrorResponse::new(status, body)))
        };
        let Ok(Authenticated { caller, request }) = request.authenticate(&rqctx).await else {
            let error = types::Error { message: "who?".to_owned() };
            return fail(ErrorStatusCode::UNAUTHORIZED, Some(error.into()));
        };
        let (OptionalJsonBody(body),) = request.read(&rqctx).await?;
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
        request: UnreadRequest<(ContentBody<api::UploadBody>,)>,
    ) -> Answer<api::UploadResponse> {
        let (ContentBody(api::UploadBody(body)),) = read!(request, &rqctx);
        let bytes: Result<Vec<_>, _> = body.into_stream().try_collect().await;
        match bytes {
            Ok(bytes) => answer(api::UploadResponse(Body::from(bytes.concat()))),
            Err(error) => refuse(error.status_code, &error.external_message),
        }
    }

    async fn show_page(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(
            Path<api::ShowPagePath>,
            Query<api::ShowPageQuery>,
            Headers<api::ShowPageHeaders>,
            Cookies<api::ShowPageCookies>,
        )>,
    ) -> Answer<api::ShowPageResponse, api::TextHtml> {
        let page = |status, why: String| {
            Err(ErrorResponse::new(status, api::TextHtml(format!("<p>{why}</p>"))))
        };
        let (path, query, cookies) = match request.read(&rqctx).await {
            Ok((path, query, Headers(_), Cookies(cookies))) => {
                (path.into_inner(), query.into_inner(), cookies)
            }
            Err(error) => return page(error.status_code, error.external_message),
        };
        if path.token == "gone" {
            return page(ErrorStatusCode::GONE, "gone".to_owned());
        }
        if query.step.as_deref() == Some("next") {
            let headers = api::ShowPageSeeOtherHeaders {
                location: "/pages/b".to_owned(),
                set_cookie: query.answers.values().map(|value| (**value).clone()).collect(),
            };
            let other = ResponseWithHeaders::new(api::ShowPageSeeOtherSuccess, headers);
            return answer(api::ShowPageResponse::SeeOther(other));
        }
        let mut answers: Vec<String> =
            query.answers.iter().map(|(name, value)| format!("{name}={}", **value)).collect();
        answers.sort();
        let session = cookies.session.as_str();
        let text = format!("{session} {:?} {}", cookies.theme, answers.join(","));
        answer(api::ShowPageResponse::Ok(api::ShowPageOk(text.into())))
    }

    async fn send_page(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::SendPagePath>, FormBody<types::Answers>)>,
    ) -> Answer<api::SendPageResponse, api::ErrorOrTextHtml> {
        let error = match request.read(&rqctx).await {
            Ok((path, FormBody(answers))) => match path.into_inner().token.as_str() {
                "gone" => {
                    let page = api::ErrorOrTextHtml::TextHtml("<p>gone</p>".to_owned());
                    ErrorResponse::new(ErrorStatusCode::GONE, page)
                }
                "again" => {
                    let error = types::Error { message: "again".to_owned() };
                    let error = api::ErrorOrTextHtml::Error(error);
                    ErrorResponse::new(ErrorStatusCode::CONFLICT, error)
                }
                _ => return answer(api::SendPageResponse(answers)),
            },
            Err(error) => {
                let page = api::ErrorOrTextHtml::TextHtml(error.external_message);
                ErrorResponse::new(error.status_code, page)
            }
        };
        Err(error)
    }

    async fn get_logo(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::GetLogoPath>, Query<api::GetLogoQuery>)>,
    ) -> Answer<api::GetLogoResponse, api::TextPlain> {
        let fail = |status, why: String| Err(ErrorResponse::new(status, api::TextPlain(why)));
        let (path, query) = request.read(&rqctx).await?;
        let (path, query) = (path.into_inner(), query.into_inner());
        let size: i64 = query.sizes.values().sum();
        match path.name.as_str() {
            "png" => answer(api::GetLogoResponse::ImagePng(format!("png {size}").into())),
            "svg" => answer(api::GetLogoResponse::ImageSvgXml(format!("svg {size}").into())),
            name => fail(ErrorStatusCode::NOT_FOUND, format!("no {name}")),
        }
    }

    async fn get_style(
        _: RequestContext<Context>,
        _: UnreadRequest<()>,
    ) -> Answer<api::GetStyleResponse> {
        let vary = ["a", "b"].map(str::to_owned).to_vec();
        let headers = api::GetStyleResponseHeaders { e_tag: "\"1\"".to_owned(), vary };
        answer(ResponseWithHeaders::new(api::GetStyleSuccess("a {}".into()), headers))
    }

    async fn get_note(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::GetNotePath>,)>,
    ) -> Answer<api::GetNoteResponse, types::Error> {
        let (path,) = request.read(&rqctx).await?;
        answer(api::GetNoteResponse(place(&rqctx, &[&path.into_inner().id])))
    }

    async fn delete_note(
        rqctx: RequestContext<Context>,
        request: Secured<api::Key, (Path<api::DeleteNotePath>,)>,
    ) -> Answer<api::DeleteNoteResponse> {
        match request.authenticate(&rqctx).await {
            Ok(_) => answer(api::DeleteNoteResponse),
            Err(()) => refuse(ErrorStatusCode::UNAUTHORIZED, "who?"),
        }
    }

    async fn get_my_note(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::GetMyNoteQuery>,)>,
    ) -> Answer<api::GetMyNoteResponse> {
        let (query,) = read!(request, &rqctx);
        let size = query.into_inner().size.unwrap_or_default();
        answer(api::GetMyNoteResponse(place(&rqctx, &[&size.to_string()])))
    }

    async fn import_notes(
        rqctx: RequestContext<Context>,
        request: Secured<api::Key, (JsonTextBody<types::Form>,)>,
    ) -> Answer<api::ImportNotesResponse> {
        let Ok(Authenticated { request, .. }) = request.authenticate(&rqctx).await else {
            return refuse(ErrorStatusCode::UNAUTHORIZED, "who?");
        };
        let (JsonTextBody(form),) = read!(request, &rqctx);
        answer(api::ImportNotesResponse(place(&rqctx, &[&form.name])))
    }

    async fn send_note(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(FormBody<types::Form>,)>,
    ) -> Answer<api::SendNoteResponse> {
        let (FormBody(form),) = read!(request, &rqctx);
        answer(api::SendNoteResponse(place(&rqctx, &[&form.name])))
    }

    async fn get_my_tags(
        rqctx: RequestContext<Context>,
        _: UnreadRequest<()>,
    ) -> Answer<api::GetMyTagsResponse> {
        answer(api::GetMyTagsResponse(place(&rqctx, &[])))
    }

    async fn get_line(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::GetLinePath>,)>,
    ) -> Answer<api::GetLineResponse> {
        let (path,) = read!(request, &rqctx);
        let path = path.into_inner();
        answer(api::GetLineResponse(place(&rqctx, &[&path.note, &path.line.to_string()])))
    }

    async fn get_last_line(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Path<api::GetLastLinePath>,)>,
    ) -> Answer<api::GetLastLineResponse> {
        let (path,) = read!(request, &rqctx);
        answer(api::GetLastLineResponse(place(&rqctx, &[&path.into_inner().note])))
    }

    async fn filter_things(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(Query<api::FilterThingsQuery>,)>,
    ) -> Answer<api::FilterThingsResponse> {
        let (query,) = read!(request, &rqctx);
        let query = query.into_inner();
        let values = [
            query.created_at.map(|filter| serde_json::to_string(&filter).expect("JSON")),
            query.maker_name.map(|filter| serde_json::to_string(&filter).expect("JSON")),
        ];
        let values = values.map(Option::unwrap_or_default);
        answer(api::FilterThingsResponse(place(&rqctx, &values.each_ref().map(String::as_str))))
    }

    async fn echo_values(
        rqctx: RequestContext<Context>,
        request: UnreadRequest<(JsonBody<types::Values>,)>,
    ) -> Answer<api::EchoValuesResponse> {
        let (JsonBody(values),) = read!(request, &rqctx);
        answer(api::EchoValuesResponse(values))
    }
}

/// A server that implements one operation.
enum Beginner {}

impl FeaturesApi for Beginner {
    type Context = Context;

    async fn get_style(
        _: RequestContext<Context>,
        _: UnreadRequest<()>,
    ) -> Answer<api::GetStyleResponse> {
        let headers = api::GetStyleResponseHeaders { e_tag: "\"2\"".to_owned(), vary: Vec::new() };
        answer(ResponseWithHeaders::new(api::GetStyleSuccess("b {}".into()), headers))
    }
}

fn start() -> HttpServer<Context> {
    serve(api::features_api_mod::api_description::<Server>().expect("the operations do not clash"))
}

fn serve(api: ApiDescription<Context>) -> HttpServer<Context> {
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
    let search = || me.search().id(vec![1, 2]).order(types::SearchOrder::Down);
    let rank = types::SearchXRank::try_from(0.75).expect("within the limits");
    let two = types::SearchOneOrMore::Array(vec!["a".to_owned(), "b".to_owned()]);
    let found = search().one_or_more(two).x_rank(rank).send().await.expect("found");
    assert_eq!(found.headers()["content-type"], "application/vnd.things+json");
    assert_eq!(found.len(), 3);
    let one = types::SearchOneOrMore::String("a".to_owned());
    assert_eq!(search().one_or_more(one).send().await.expect("found").len(), 1);
    assert_eq!(search().send().await.expect("found").len(), 0);

    let get =
        |query: &str| reqwest::Client::new().get(url(&server, query)).header("x-key", "k").send();
    for (query, why) in [
        ("/search", "id: required"),
        ("/search?id=1&id=a", "id: expected a whole number from 0 to 65535"),
        ("/search?id=65536", "id: expected a whole number from 0 to 65535"),
        ("/search?id=1&order=up&order=down", "order: must be given once only"),
        ("/search?id=1&order=left", "order: expected one of `up`, `down`, `error`, `err`"),
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
    let client::responses::CreateThingResponse::Created(made) = made.into_inner() else {
        panic!("the thing is made at once");
    };
    assert_eq!(*made.name, "a");

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
async fn server_gets_cookies_and_parameters_that_the_contract_does_not_name() {
    let server = start();
    let get = |path: &str, cookies: &[&str]| {
        let request = reqwest::Client::new().get(url(&server, path));
        cookies.iter().fold(request, |request, cookie| {
            let value = http::HeaderValue::from_bytes(cookie.as_bytes()).expect("a value");
            request.header("cookie", value)
        })
    };
    let many = (0..400).map(|it| format!("c{it}=é")).collect::<Vec<_>>().join("; ");
    for (query, cookies, status, text) in [
        ("", &["session=a"] as &[&str], 200, "a None "),
        ("?b=2&step=1&a=1", &["session=a"], 200, "a None a=1,b=2"),
        ("?*=1", &["session=\"a b\""], 200, "a b None *=1"),
        ("", &["session=a; theme=dark; session=b; theme=x"], 200, "a Some(Dark) "),
        ("", &["=;;  ;é=\u{9}, sessions=x;Session=y", "session=a="], 200, "a= None "),
        ("", &[&many, "session=a"], 200, "a None "),
        ("", &[], 400, "<p>session: required</p>"),
        ("", &["session"], 400, "<p>session: required</p>"),
        ("", &["session=123456789"], 400, "<p>session: must have at most 8 characters</p>"),
        ("", &["session=a; theme=x"], 400, "<p>theme: expected one of `light`, `dark`</p>"),
        ("?a=1&a=2", &["session=a"], 400, "<p>a: must be given once only</p>"),
        ("?step=1&step=2", &["session=a"], 400, "<p>step: must be given once only</p>"),
        ("?a=1234567890", &["session=a"], 400, "<p>a: must have at most 9 characters</p>"),
    ] {
        let answer = get(&format!("/pages/a{query}"), cookies).send().await.expect("an answer");
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(answer.status(), status, "{query} {cookies:?}");
        assert_eq!(answer.text().await.expect("text"), text, "{query} {cookies:?}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn server_gets_objects_whose_members_are_parameters() {
    let server = start();
    let get = |query: &str| reqwest::Client::new().get(url(&server, query)).send();
    let (time, later) = ("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
    for (query, created_at, maker) in [
        ("", String::new(), ""),
        ("created_at%5Bgt%5D=2024-01-01T00:00:00Z", format!(r#"{{"gt":"{time}"}}"#), ""),
        (
            "created_at[lte]=2025-01-01T00:00:00Z&created_at[gt]=2024-01-01T00:00:00Z",
            format!(r#"{{"gt":"{time}","lte":"{later}"}}"#),
            "",
        ),
        ("created_at_[gt]=1&createdat[gt]=1", String::new(), ""),
        ("maker.name[in]=a&maker.name[in]=b", String::new(), r#"{"in":["a","b"]}"#),
        ("maker.name[in][]=a", String::new(), r#"{"in":["a"]}"#),
        ("maker.name[in][0]=a&maker.name[in][1]=b", String::new(), r#"{"in":["a","b"]}"#),
        ("maker.name=a&maker.name[size]=3", String::new(), r#"{"in":["a"],"size":3}"#),
        ("maker.name=a&maker.name[in]=b", String::new(), r#"{"in":["a","b"]}"#),
        ("maker.name[]=a", String::new(), r#"{"in":["a"]}"#),
        ("maker.name[1]=a&maker.name[0]=b", String::new(), r#"{"in":["a","b"]}"#),
    ] {
        let answer = get(&format!("/filtered?{query}")).await.expect("an answer");
        assert_eq!(answer.status(), 200, "{query}");
        let expected = json!({ "operation": "filter_things", "values": [created_at, maker] });
        assert_eq!(answer.json::<Value>().await.expect("JSON"), expected, "{query}");
    }
    let known = "created_at: has an unknown member: expected one of `gt`, `in`, `lte`";
    for (query, why) in [
        ("created_at=2024", "created_at: expected `created_at[…]`"),
        ("created_at[]=2024", "created_at: expected `created_at[…]`"),
        ("created_at[gte]=2024-01-01T00:00:00Z", known),
        ("created_at[gt]x=2024-01-01T00:00:00Z", known),
        ("created_at[gt=2024-01-01T00:00:00Z", known),
        ("created_at[gt][a]=2024-01-01T00:00:00Z", known),
        (
            "created_at[gt]=2024-01-01T00:00:00Z&created_at[gt]=2024-01-01T00:00:00Z",
            "created_at[gt]: must be given once only",
        ),
        ("maker.name[size]=3", "maker.name[in]: required"),
        (
            "maker.name=a&maker.name[size]=2147483648",
            "maker.name[size]: expected a whole number from -2147483648 to 2147483647",
        ),
    ] {
        let answer = get(&format!("/filtered?{query}")).await.expect("an answer");
        assert_eq!(answer.status(), 400, "{query}");
        assert_eq!(answer.json::<Value>().await.expect("JSON"), json!({ "why": why }), "{query}");
    }
    let me = client(&server, &[]);
    let time: chrono::DateTime<chrono::Utc> = time.parse().expect("a time");
    let name = |text: &str| text.parse::<types::Name>().expect("a name");
    let filtered = me.filter_things().created_at_gt(time).created_at_in(vec![time]);
    let filtered = filtered.maker_name_in(vec![name("a"), name("b")]).maker_name_size(1);
    assert_eq!(
        filtered.send().await.expect("found").values,
        [
            r#"{"gt":"2024-01-01T00:00:00Z","in":["2024-01-01T00:00:00Z"]}"#,
            r#"{"in":["a","b"],"size":1}"#
        ]
    );
    server.close().await.expect("stops");
}

#[tokio::test]
async fn response_has_several_headers_of_one_name() {
    let server = start();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let http = http.build().expect("a client");
    let get = |query: &str| {
        let request = http.get(url(&server, &format!("/pages/a?step=next{query}")));
        request.header("cookie", "session=a").send()
    };
    for (query, expected) in [("", &[] as &[&str]), ("&x=a&y=b", &["a", "b"])] {
        let answer = get(query).await.expect("an answer");
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["location"]),
            (303, &"/pages/b".parse().expect("text"))
        );
        let mut cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().collect();
        cookies.sort_by_key(|value| value.as_bytes().to_vec());
        assert_eq!(cookies, expected, "{query}");
    }
    // A value that no header can have is not left out.
    assert_eq!(get("&x=a%0Ab").await.expect("an answer").status(), 500);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn form_has_fields_that_the_contract_does_not_name() {
    let server = start();
    let post = |path: &str, body: &str| {
        let request = reqwest::Client::new().post(url(&server, path)).body(body.to_owned());
        request.header("content-type", "application/x-www-form-urlencoded").send()
    };
    let sent = post("/pages/a", "csrf=x&count=3&shop=a%20b&%C3%A4=").await.expect("an answer");
    assert_eq!(
        sent.json::<Value>().await.expect("JSON"),
        json!({ "csrf": "x", "count": 3, "shop": "a b", "ä": "" })
    );
    let misfit = "the form in the body does not fit: check the names and values of its fields";
    let long = format!("csrf=x&shop={}", "a".repeat(100));
    for (path, body, status, media_type, text) in [
        ("/pages/a", "shop=a", 400, "text/html", misfit),
        ("/pages/a", "csrf=", 400, "text/html", misfit),
        ("/pages/a", "csrf=x&count=a", 400, "text/html", misfit),
        ("/pages/a", "csrf=x&shop=a&shop=a", 400, "text/html", "shop: must be given once only"),
        ("/pages/a", &long, 413, "text/html", "the body is larger than 100 bytes"),
        ("/pages/gone", "csrf=x", 410, "text/html", "<p>gone</p>"),
        ("/pages/again", "csrf=x", 409, "application/json", r#"{"message":"again"}"#),
    ] {
        let answer = post(path, body).await.expect("an answer");
        assert_eq!(answer.status(), status, "{body}");
        assert_eq!(answer.headers()["content-type"], media_type, "{body}");
        assert_eq!(answer.text().await.expect("text"), text, "{body}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn response_has_the_media_type_that_the_operation_chooses() {
    let server = start();
    let me = client(&server, &[]);
    for (name, media_type) in [("png", "image/png"), ("svg", "image/svg+xml")] {
        let sizes = std::collections::HashMap::from([("w".to_owned(), 2), ("h".to_owned(), 3)]);
        let logo = me.get_logo().name(name).sizes(sizes).send().await.expect("found");
        assert_eq!(logo.headers()["content-type"], media_type);
        let bytes: Vec<_> = logo.into_inner_stream().try_collect().await.expect("bytes");
        assert_eq!(bytes.concat(), format!("{name} 5").as_bytes());
    }
    let Err(client::Error::ErrorResponse(error)) = me.get_logo().name("gif").send().await else {
        panic!("there is no such logo");
    };
    assert_eq!(error.headers()["content-type"], "text/plain");
    let bytes: Vec<_> = error.into_inner_stream().try_collect().await.expect("bytes");
    assert_eq!(bytes.concat(), b"no gif");
    let style = me.get_style().send().await.expect("the style");
    assert_eq!(style.headers()["content-type"], "text/css");
    assert_eq!(style.headers()["etag"], "\"1\"");
    assert_eq!(style.headers().get_all("vary").iter().collect::<Vec<_>>(), ["a", "b"]);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn operation_is_found_when_its_path_has_a_literal_next_to_a_variable() {
    let server = start();
    let http = reqwest::Client::new();
    for (path, operation, values) in [
        ("/notes/a", "get_note", &["a"] as &[&str]),
        ("/notes/Mine", "get_note", &["Mine"]),
        ("/notes/a%2Fb%20c", "get_note", &["a/b c"]),
        ("/notes/lines", "get_note", &["lines"]),
        ("/notes/mine?size=3", "get_my_note", &["3"]),
        ("/notes/m%69ne", "get_my_note", &["0"]),
        ("//notes//mine/", "get_my_note", &["0"]),
        ("/notes/mine/tags", "get_my_tags", &[]),
        ("/notes/a/lines/7", "get_line", &["a", "7"]),
        ("/notes/mine/lines/7", "get_line", &["mine", "7"]),
        ("/notes/a/lines/last", "get_last_line", &["a"]),
        ("/notes/mine/lines/last", "get_last_line", &["mine"]),
    ] {
        let answer = http.get(url(&server, path)).send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        let expected = json!({ "operation": operation, "values": values });
        assert_eq!(answer.json::<Value>().await.expect("JSON"), expected, "{path}");
    }
    for (method, path, status, allowed) in [
        ("DELETE", "/notes/mine", 405, Some("GET")),
        ("GET", "/notes/import", 405, Some("POST")),
        ("PATCH", "/notes/import", 405, Some("POST")),
        ("POST", "/notes/a", 405, Some("GET, DELETE")),
        ("HEAD", "/notes/mine", 405, Some("GET")),
        ("GET", "/notes/a/tags", 404, None),
        ("POST", "/notes/a/tags", 404, None),
        ("POST", "/notes/mine/tags", 405, Some("GET")),
        ("GET", "/notes/a/lines/x", 400, None),
        ("GET", "/notes/%FF", 400, None),
        ("DELETE", "/notes/a", 401, None),
    ] {
        let method: http::Method = method.parse().expect("a method");
        let answer = http.request(method.clone(), url(&server, path)).send().await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status(), status, "{method} {path}");
        let found = answer.headers().get("allow").map(|value| value.to_str().expect("text"));
        assert_eq!(found, allowed, "{method} {path}");
    }
    let gone = http.delete(url(&server, "/notes/a")).header("x-key", "k").send().await;
    assert_eq!(gone.expect("an answer").status(), 204);
    // A request that no path matches is answered as Dropshot answers.
    let mut bodies = Vec::new();
    for path in ["/notes/a/tags", "/nothing"] {
        let answer = http.get(url(&server, path)).send().await.expect("an answer");
        assert_eq!(answer.headers()["content-type"], "application/json");
        let request = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
        let body = answer.json::<Value>().await.expect("JSON");
        assert_eq!(body["request_id"], request);
        bodies.push(json!({ "message": body["message"] }));
    }
    assert_eq!(bodies[0], bodies[1]);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn operation_with_a_shared_route_has_its_own_limits() {
    let server = start();
    let post = |path: &str, media_type: &str, key: &str, body: &str| {
        let request = reqwest::Client::new().post(url(&server, path)).body(body.to_owned());
        request.header("content-type", media_type).header("x-key", key).send()
    };
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let long = format!("{{\"name\": \"{}\"}}", "a".repeat(30));
    let many = format!("name={}", "a".repeat(100));
    for (path, media_type, key, body, status) in [
        ("/notes/import", json, "k", r#"{"name": "a"}"#, 200),
        ("/notes/import", json, "k", r#"{"name": ""}"#, 400),
        ("/notes/import", json, "k", &long, 413),
        ("/notes/import", "text/plain;charset=UTF-8", "k", r#"{"name": "a"}"#, 200),
        ("/notes/import", form, "k", "name=a", 415),
        // A stranger learns nothing of the body.
        ("/notes/import", json, "l", &long, 401),
        ("/notes/form", form, "", &many, 200),
        ("/notes/form", json, "", r#"{"name": "a"}"#, 415),
        ("/notes/mine", json, "", &long, 405),
    ] {
        let answer = post(path, media_type, key, body).await.expect("an answer");
        assert_eq!(answer.status(), status, "{path} {body}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn client_calls_operations_with_shared_routes() {
    let server = start();
    let me = client(&server, &[("x-key", "k")]);
    let note = me.get_note().id("a/b").send().await.expect("found").into_inner();
    assert_eq!((note.operation.as_str(), note.values), ("get_note", vec!["a/b".to_owned()]));
    let mine = me.get_my_note().size(2).send().await.expect("found").into_inner();
    assert_eq!((mine.operation.as_str(), mine.values), ("get_my_note", vec!["2".to_owned()]));
    assert_eq!(me.delete_note().id("a").send().await.expect("gone").status(), 204);
    let line = me.get_line().note("a").line(3).send().await.expect("found").into_inner();
    assert_eq!(line.values, ["a", "3"]);
    server.close().await.expect("stops");
}

/// The answer fits each of the schemas that errors have.
#[tokio::test]
async fn error_is_read_by_the_schema_of_its_status() {
    use client::responses::CreateThingError as Failure;
    use types::CreateThingErrors as Errors;
    let server = httpmock::MockServer::start_async().await;
    let client = client::Client::new_with_client(&server.base_url(), reqwest::Client::new());
    for (status, expected) in [(409, "Thing"), (422, "CreateThingError"), (500, "Error")] {
        let answer = server
            .mock_async(|when, then| {
                when.path("/things");
                let answer = json!({ "name": "a", "field": "b", "message": "c" });
                then.status(status).json_body(answer);
            })
            .await;
        let failed = client.create_thing().body(thing("a")).send().await.expect_err("refused");
        let client::Error::ErrorResponse(failed) = failed else { panic!("{failed:?}") };
        let Failure::CreateThingErrors(error) = failed.into_inner() else { panic!("JSON") };
        let found = match error {
            Errors::Thing(_) => "Thing",
            Errors::CreateThingError(_) => "CreateThingError",
            Errors::Error(_) => "Error",
        };
        assert_eq!(found, expected, "{status}");
        answer.delete_async().await;
    }
}

/// A mock of a path with a variable expects no request that is for a literal in its place.
#[test]
fn mock_expects_no_literal_for_a_variable() {
    use mock::MockServerExt as _;
    let server = httpmock::MockServer::start();
    let place = |operation: &str| types::Place { operation: operation.to_owned(), values: vec![] };
    let note = server.get_note(|when, then| drop((when, then.ok(&place("get_note")))));
    let mine = server.get_my_note(|when, then| drop((when, then.ok(&place("get_my_note")))));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let called = runtime.block_on(async {
        let client = client::Client::new_with_client(&server.base_url(), reqwest::Client::new());
        let mine = client.get_my_note().send().await.expect("an answer").into_inner();
        let note = client.get_note().id("a").send().await.expect("an answer").into_inner();
        [mine.operation, note.operation]
    });
    assert_eq!(called, ["get_my_note", "get_note"]);
    note.assert();
    mine.assert();
}

#[tokio::test]
async fn server_gets_bytes_text_and_parts() {
    let server = start();
    let me = client(&server, &[]);
    let sent = me.upload().body(b"\x89PNG".to_vec()).send().await.expect("sent");
    assert_eq!(sent.headers()["content-type"], "image/png");
    let bytes: Vec<_> = sent.into_inner_stream().try_collect().await.expect("bytes");
    assert_eq!(bytes.concat(), b"\x89PNG");

    for (media_type, expected) in [
        (Some("image/png"), 200),
        (Some("IMAGE/PNG; a=b"), 200),
        (Some("text/plain"), 415),
        (None, 415),
    ] {
        let request = reqwest::Client::new().put(url(&server, "/upload")).body("png");
        let request =
            media_type.into_iter().fold(request, |it, sent| it.header("content-type", sent));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), expected, "{media_type:?}");
    }

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

#[tokio::test]
async fn operation_answers_501_when_it_is_not_implemented() {
    let api = api::features_api_mod::api_description::<Beginner>();
    let server = serve(api.expect("the operations do not clash"));
    let http = reqwest::Client::new();
    let style = http.get(url(&server, "/style.css")).send().await.expect("an answer");
    assert_eq!(
        (style.status().as_u16(), &style.headers()["etag"]),
        (200, &"\"2\"".parse().expect(""))
    );
    let not_implemented = |id: &str| format!("the operation `{id}` is not implemented");
    let json = |id: &str| json!({ "message": not_implemented(id) }).to_string();
    let page = "the operation `show_page` is not implemented".to_owned();
    for (method, path, media_type, body) in [
        ("GET", "/raw", "application/json", json("get_raw")),
        // By a shared route, with errors of a schema.
        ("GET", "/notes/a", "application/json", json("get_note")),
        // With security, and a body that is not read.
        ("POST", "/form", "application/json", json("send_form")),
        ("POST", "/things", "application/json", json("create_thing")),
        ("GET", "/pages/a", "text/html; charset=utf-8", page),
    ] {
        let method = method.parse().expect("a method");
        let request = http.request(method, url(&server, path)).body("unread");
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 501, "{path}");
        assert_eq!(answer.headers()["content-type"], media_type, "{path}");
        assert_eq!(answer.text().await.expect("text"), body, "{path}");
    }
    server.close().await.expect("stops");
    let missing = api::features_api_mod::not_implemented::<Beginner>();
    assert_eq!(missing.len(), 22, "{missing:?}");
    assert!(!missing.contains(&"get_style") && missing.contains(&"get_note"));
    assert_eq!(api::features_api_mod::not_implemented::<Server>(), [] as [&str; 0]);
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
    assert_eq!(comparison.operations, proof::Tally { equal: 23, total: 23 });
    let cookies = comparison.ledger.iter().filter(|(kind, _)| *kind == proof::LedgerKind::Cookie);
    assert_eq!(cookies.count(), 2);
    let headers =
        comparison.ledger.iter().filter(|(kind, _)| *kind == proof::LedgerKind::ResponseHeader);
    assert_eq!(headers.count(), 2);
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
                Answers,
                AtLeastOne,
                Branch,
                Cat,
                Circle,
                Colour,
                Content,
                Digest,
                Dog,
                Either,
                Error,
                Figure,
                Form,
                Grants,
                Hound,
                Lists,
                Lonely,
                Name,
                Narrow,
                Node,
                Nothing,
                OneOfTwo,
                Parrot,
                Pet,
                Place,
                Renamed,
                Result,
                Shape,
                Shared,
                Square,
                Switch,
                Tag,
                Text,
                Thing,
                ThingResultsPage,
                TimeFilter,
                Values
            ]
        )
    });
    let unexplained: Vec<String> =
        disagreements.iter().filter(|it| it.cause.is_none()).map(ToString::to_string).collect();
    assert_eq!(unexplained, [] as [&str; 0]);
}

/// Both variants have the same members, so only the tag tells them apart.
#[test]
fn variant_is_the_one_that_the_tag_names() {
    let shape =
        |kind: &str| serde_json::from_value::<types::Shape>(json!({ "kind": kind, "size": 1 }));
    assert!(matches!(shape("circle"), Ok(types::Shape::Circle(_))));
    assert!(matches!(shape("round"), Ok(types::Shape::Circle(_))));
    assert!(matches!(shape("square"), Ok(types::Shape::Square(_))));
    assert!(shape("Circle").is_err());
    let pet = json!({ "petType": "dachshund", "length": 9, "friend": { "petType": "Parrot" } });
    let Ok(types::Pet::Hound(hound)) = serde_json::from_value(pet.clone()) else {
        panic!("a hound");
    };
    assert!(matches!(hound.friend.as_ref(), Some(types::Pet::Parrot(_))));
    assert_eq!(json!(types::Pet::Hound(hound)), pet);
}

#[test]
fn value_is_kept_whole_when_variants_overlap() {
    let value = json!({ "tag": null, "operation": "o", "values": [], "more": [1] });
    let either: types::Either = serde_json::from_value(value.clone()).expect("both variants");
    assert!(either.as_tag().is_some() && either.as_place().is_some());
    assert_eq!(json!(either), value);
    let place = types::Place { operation: "o".to_owned(), values: Vec::new() };
    let either = types::Either::try_from(place).expect("a variant");
    assert!(either.as_tag().is_none());
    let error = types::Either::try_from(json!({ "values": [] })).expect_err("no variant");
    assert!(!error.to_string().is_empty());
}
