//! Generated code of a contract with every kind of content: a server implements the trait, and the
//! client calls it.

#![allow(missing_docs, clippy::unnecessary_wraps, reason = "a test, of operations that answer so")]

use std::net::SocketAddr;

use dropshot::{
    ApiDescription, Body, ConfigDropshot, ErrorStatusCode, HttpResponseHeaders, HttpServer,
    RequestContext, ServerBuilder,
};
use futures::TryStreamExt as _;
use http::{HeaderValue, StatusCode, header};
use lockstep::{Document, proof};
use lockstep_dropshot::{
    AnyError, ChosenStatus, ContentBody, ErrorResponse, FormBody, ItemBody, OperationResult,
    OptionalBody, UnreadRequest, preferred,
};
use serde_json::json;

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/content/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/content/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/content/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/content/client/mock.rs"]
pub mod mock;

use api::{ContentApi, PutRowsBody};
use client::{Error, requests, responses};

type Answer<S, E> = OperationResult<S, E>;

fn answer<S, E>(success: S) -> Answer<S, E> {
    Ok(success.into())
}

fn refuse<S, E>(status: ErrorStatusCode, error: E) -> Answer<S, E> {
    Err(ErrorResponse::new(status, error))
}

fn row(name: &str, count: Option<i64>) -> types::Row {
    let name = name.parse().expect("a name");
    types::Row { name, count, tags: Vec::new(), place: None }
}

fn problem(title: &str) -> types::Problem {
    types::Problem { title: title.to_owned() }
}

enum Server {}

impl ContentApi for Server {
    type Context = ();

    async fn get_rows(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetRowsResponse, types::Problem> {
        request.read(&rqctx).await?;
        let media_types = api::GetRowsSuccess::MEDIA_TYPES;
        let rows = match preferred(rqctx.request.headers(), media_types) {
            Some("application/json") => {
                api::GetRowsSuccess::ApplicationJson(vec![row("a", Some(1))].into())
            }
            Some("text/csv") => api::GetRowsSuccess::TextCsv(Body::from("a,1".to_owned())),
            Some(_) => {
                let media_type = HeaderValue::from_static("image/png");
                api::GetRowsSuccess::ImageAny(media_type, Body::from("png".to_owned()))
            }
            None => return refuse(ErrorStatusCode::NOT_ACCEPTABLE, problem("no such rows")),
        };
        let headers = api::GetRowsResponseHeaders { x_count: 1 };
        answer(HttpResponseHeaders::new(rows, headers))
    }

    async fn drop_rows(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::DropRowsResponse, types::Problem> {
        request.read(&rqctx).await?;
        if rqctx.request.headers().contains_key("x-now") {
            return answer(ChosenStatus::new(StatusCode::NO_CONTENT, api::DropRowsSuccess));
        }
        refuse(ErrorStatusCode::NOT_IMPLEMENTED, problem("not yet"))
    }

    async fn put_rows(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(ContentBody<PutRowsBody>,)>,
    ) -> Answer<api::PutRowsResponse, api::ProblemOrTextPlain> {
        let (ContentBody(body),) = match request.read(&rqctx).await {
            Ok(read) => read,
            Err(error) => {
                let problem = problem(&error.external_message);
                return refuse(error.status_code, api::ProblemOrTextPlain::Problem(problem));
            }
        };
        let (status, name) = match body {
            PutRowsBody::ApplicationJson(rows) => {
                return answer(ChosenStatus::new(StatusCode::OK, api::PutRowsSuccess(rows)));
            }
            PutRowsBody::ApplicationXWwwFormUrlencoded(row) => {
                (StatusCode::CREATED, row.name.to_string())
            }
            PutRowsBody::TextCsv(text) => match text.as_str()? {
                "teapot" => {
                    let text = api::ProblemOrTextPlain::TextPlain("I am one".to_owned());
                    return refuse(ErrorStatusCode::IM_A_TEAPOT, text);
                }
                "later" => {
                    let later = ErrorStatusCode::SERVICE_UNAVAILABLE;
                    return Err(ErrorResponse::without_content(later));
                }
                "moved" => (StatusCode::FOUND, String::new()),
                text => (StatusCode::ACCEPTED, text.to_owned()),
            },
            PutRowsBody::ApplicationOctetStream(stream) => {
                let bytes: Vec<_> = stream.into_stream().try_collect().await?;
                let text = String::from_utf8(bytes.concat()).expect("text");
                (StatusCode::ACCEPTED, text)
            }
        };
        answer(ChosenStatus::new(status, api::PutRowsSuccess(vec![row(&name, None)].into())))
    }

    async fn patch_rows(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(ContentBody<api::PatchRowsBody>,)>,
    ) -> Answer<api::PatchRowsResponse, types::Problem> {
        match request.read(&rqctx).await {
            Ok((ContentBody(api::PatchRowsBody(row)),)) if *row.name == "a" => {
                answer(api::PatchRowsResponse)
            }
            Ok(_) => refuse(ErrorStatusCode::NOT_FOUND, problem("no such row")),
            Err(error) => refuse(error.status_code, problem(&error.external_message)),
        }
    }

    async fn ask_rows(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(ContentBody<api::AskRowsBody>,)>,
    ) -> Answer<api::AskRowsResponse, AnyError> {
        let (ContentBody(api::AskRowsBody(row)),) = request.read(&rqctx).await?;
        answer(api::AskRowsResponse(row))
    }

    async fn head_rows(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::HeadRowsResponse, AnyError> {
        request.read(&rqctx).await?;
        answer(api::HeadRowsResponse)
    }

    async fn add_row(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(OptionalBody<FormBody<types::Row>>,)>,
    ) -> Answer<api::AddRowResponse, AnyError> {
        let (OptionalBody(row),) = request.read(&rqctx).await?;
        let (status, row) = match row {
            Some(FormBody(row)) => (StatusCode::CREATED, row),
            None => (StatusCode::BAD_REQUEST, self::row("none", None)),
        };
        let headers = api::AddRowResponseHeaders { x_count: row.count };
        let response = HttpResponseHeaders::new(api::AddRowSuccess(row), headers);
        answer(ChosenStatus::new(status, response))
    }

    async fn get_row(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetRowResponse, AnyError> {
        request.read(&rqctx).await?;
        answer(
            match preferred(rqctx.request.headers(), &["application/json", "text/plain", "a/b"]) {
                Some("application/json") => api::GetRowResponse::Ok(api::GetRowOk(row("a", None))),
                Some("text/plain") => {
                    let text = Body::from("later".to_owned());
                    api::GetRowResponse::PartialContent(api::GetRowPartialContent(text))
                }
                _ => api::GetRowResponse::Accepted(api::GetRowAccepted(json!([null]).into())),
            },
        )
    }

    async fn get_picture(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetPictureResponse, api::Any> {
        request.read(&rqctx).await?;
        if preferred(rqctx.request.headers(), &["image/png"]).is_none() {
            let media_type = HeaderValue::from_static("text/html");
            return refuse(ErrorStatusCode::NOT_FOUND, api::Any(media_type, b"<p>".to_vec()));
        }
        let media_type = HeaderValue::from_static("image/png");
        answer(api::GetPictureResponse { media_type, body: Body::from("png".to_owned()) })
    }

    async fn put_picture(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(OptionalBody<api::PutPictureBody>,)>,
    ) -> Answer<api::PutPictureResponse, AnyError> {
        request.read(&rqctx).await?;
        answer(ChosenStatus::new(StatusCode::SEE_OTHER, api::PutPictureSuccess))
    }

    async fn get_photo(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetPhotoResponse, types::Problem> {
        request.read(&rqctx).await?;
        let row = row("a", None);
        let media_types = api::GetPhotoOk::MEDIA_TYPES;
        answer(match preferred(rqctx.request.headers(), media_types) {
            Some("application/json") => {
                api::GetPhotoResponse::Ok(api::GetPhotoOk::ApplicationJson(vec![row].into()))
            }
            Some(_) => api::GetPhotoResponse::Ok(api::GetPhotoOk::ApplicationAnyJson(row)),
            None => api::GetPhotoResponse::Accepted(api::GetPhotoAccepted(row)),
        })
    }

    async fn put_photo(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(ContentBody<api::PutPhotoBody>,)>,
    ) -> Answer<api::PutPhotoResponse, types::Problem> {
        let (ContentBody(api::PutPhotoBody { media_type, body }),) =
            match request.read(&rqctx).await {
                Ok(read) => read,
                Err(error) => return refuse(error.status_code, problem(&error.external_message)),
            };
        let bytes: Vec<_> = body.into_stream().try_collect().await?;
        let count = i64::try_from(bytes.concat().len()).expect("few");
        let kind = media_type.to_str().expect("text").trim_start_matches("image/");
        answer(api::PutPhotoResponse(row(kind, Some(count))))
    }

    async fn describe_photo(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(OptionalBody<api::DescribePhotoBody>,)>,
    ) -> Answer<api::DescribePhotoResponse, AnyError> {
        let (OptionalBody(body),) = request.read(&rqctx).await?;
        let rows: Vec<types::Row> = match &body {
            Some(api::DescribePhotoBody { media_type, body }) => {
                assert_eq!(media_type, "text/x.words");
                body.as_str()?.split(' ').map(|word| row(word, None)).collect()
            }
            None => Vec::new(),
        };
        let items = futures::stream::iter(rows.into_iter().map(Ok::<_, std::io::Error>));
        answer(api::DescribePhotoResponse(ItemBody::new(items)))
    }
}

fn start() -> HttpServer<()> {
    let api: ApiDescription<()> =
        api::content_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Critical };
    let log = log.to_logger("test").expect("a log");
    ServerBuilder::new(api, (), log).config(config).start().expect("starts")
}

fn url(server: &HttpServer<()>, path: &str) -> String {
    format!("http://{}{path}", server.local_addr())
}

/// Returns a client whose requests have a header `Accept`, or none.
fn client(server: &HttpServer<()>, accept: Option<&str>) -> client::Client {
    let headers = accept.map(|it| (header::ACCEPT, it.parse().expect("a header value")));
    let http = reqwest::Client::builder().default_headers(headers.into_iter().collect());
    let http = http.redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    client::Client::new_with_client(&url(server, ""), http)
}

async fn text(stream: client::ByteStream) -> String {
    let bytes: Vec<_> = stream.into_inner().try_collect().await.expect("bytes");
    String::from_utf8(bytes.concat()).expect("text")
}

#[tokio::test]
async fn media_type_is_one_of_the_range_when_the_contract_has_a_range() {
    let server = start();
    let me = client(&server, None);
    let kept = me.put_photo().content_type("image/webp").body("webp").send().await;
    let kept = kept.expect("an image");
    assert_eq!(kept.headers()[header::CONTENT_TYPE], "application/x.any+json");
    assert_eq!((kept.name.as_str(), kept.count), ("webp", Some(4)));
    let refused = me.put_photo().content_type("text/css").body("a{}").send().await;
    let Err(Error::ErrorResponse(problem)) = refused else { panic!("no image") };
    assert_eq!(problem.status(), 415);
    assert_eq!(problem.headers()[header::CONTENT_TYPE], "application/vnd.x.any+json");
    assert_eq!(problem.title, "the content type must be image/*");

    let words = me.describe_photo().content_type("text/x.words").body("red sea").send().await;
    let words = words.expect("words");
    assert_eq!(words.headers()[header::CONTENT_TYPE], "application/x.any+json-seq");
    let words: Vec<types::Row> = words.into_inner().try_collect().await.expect("rows");
    assert_eq!(words, [row("red", None), row("sea", None)]);
    let none = reqwest::Client::new().post(url(&server, "/photo")).send().await.expect("sent");
    assert_eq!((none.status().as_u16(), none.text().await.expect("read").as_str()), (200, ""));
    server.close().await.expect("stops");
}

#[tokio::test]
async fn response_has_the_variant_of_a_range_of_json() {
    let server = start();
    for (accept, sent) in [
        ("application/json", "application/json"),
        ("application/*+json", "application/x.any+json"),
        ("text/plain", "application/x.any+json"),
    ] {
        let photo = client(&server, Some(accept)).get_photo().send().await.expect(accept);
        assert_eq!(photo.headers()[header::CONTENT_TYPE], sent, "{accept}");
        let same = match (accept, photo.into_inner()) {
            ("application/json", responses::GetPhotoResponse::OkApplicationJson(rows)) => {
                *rows == [row("a", None)]
            }
            ("text/plain", responses::GetPhotoResponse::Accepted(found))
            | (_, responses::GetPhotoResponse::OkApplicationAnyJson(found)) => {
                found == row("a", None)
            }
            _ => false,
        };
        assert!(same, "{accept}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn operation_that_lists_errors_only_succeeds_without_content() {
    let server = start();
    let refused = client(&server, None).drop_rows().send().await;
    let Err(Error::ErrorResponse(problem)) = refused else { panic!("there is none yet") };
    assert_eq!((problem.status().as_u16(), problem.title.as_str()), (501, "not yet"));
    let now = [(header::HeaderName::from_static("x-now"), HeaderValue::from_static("1"))];
    let http = reqwest::Client::builder().default_headers(now.into_iter().collect());
    let http = http.build().expect("a client");
    let dropped = client::Client::new_with_client(&url(&server, ""), http).drop_rows().send().await;
    assert_eq!(dropped.expect("a success").status().as_u16(), 204);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn response_is_read_by_its_media_type() {
    let server = start();
    for (accept, expected) in [(None, "json"), (Some("text/*"), "a,1"), (Some("image/png"), "png")]
    {
        let rows = client(&server, accept).get_rows().send().await.expect("rows");
        assert_eq!(rows.headers()["x-count"], "1");
        let found = match rows.into_inner() {
            responses::GetRowsResponse::ApplicationJson(rows) => {
                assert_eq!(rows.len(), 1);
                "json".to_owned()
            }
            responses::GetRowsResponse::TextCsv(stream)
            | responses::GetRowsResponse::ImageAny(stream) => text(stream).await,
        };
        assert_eq!(found, expected);
    }
    // The setter comes before the default of the HTTP client.
    let rows = client(&server, Some("a/b")).get_rows().accept("text/csv").send().await;
    let rows = rows.expect("rows").into_inner();
    assert!(matches!(rows, responses::GetRowsResponse::TextCsv(_)), "{rows:?}");
    let refused = client(&server, Some("a/b")).get_rows().send().await;
    let Err(Error::ErrorResponse(problem)) = refused else { panic!("there are no such rows") };
    assert_eq!(problem.headers()["content-type"], "application/problem+json");
    assert_eq!(problem.title, "no such rows");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn response_is_read_by_its_status() {
    let server = start();
    let get = async |accept| {
        client(&server, accept).get_row().send().await.expect("an answer").into_inner()
    };
    assert!(matches!(get(None).await, responses::GetRowResponse::Ok(row) if *row.name == "a"));
    let accepted = get(Some("a/b")).await;
    assert!(matches!(accepted, responses::GetRowResponse::Accepted(any) if any.0 == json!([null])));
    let responses::GetRowResponse::PartialContent(stream) = get(Some("text/plain")).await else {
        panic!("the answer is text");
    };
    assert_eq!(text(stream).await, "later");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn body_is_read_by_its_media_type() {
    let server = start();
    let me = client(&server, None);
    let rows: types::Rows = vec![row("a", Some(1))].into();
    let form = requests::PutRowsBody::from(row("b", None));
    let text = requests::PutRowsBody::TextCsv("c".into());
    let bytes = requests::PutRowsBody::ApplicationOctetStream("d".into());
    for (body, status, expected) in
        [(rows.into(), 200, "a"), (form, 201, "b"), (text, 202, "c"), (bytes, 202, "d")]
    {
        let answer = me.put_rows().body(body).send().await.expect("kept");
        assert_eq!(answer.status(), status);
        assert_eq!(*answer[0].name, expected);
    }
    let http = reqwest::Client::new();
    let sent = async |media_type: &str, body: &'static str| {
        let request = http.put(url(&server, "/rows")).header(header::CONTENT_TYPE, media_type);
        request.body(body).send().await.expect("an answer")
    };
    for media_type in ["text/json", "application/vnd.rows+json", "application/json; charset=utf-8"]
    {
        assert_eq!(sent(media_type, "[]").await.status(), 200, "{media_type}");
    }
    let refused = sent("text/plain", "").await;
    assert_eq!(refused.status(), 415);
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    let refused = sent("application/json", "{}").await;
    assert_eq!(refused.status(), 400);
    assert_eq!(refused.headers()["content-type"], "application/json");
    // The contract has no such status for a success.
    assert_eq!(sent("text/csv", "moved").await.status(), 500);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn error_is_read_by_its_content() {
    let server = start();
    let me = client(&server, None);
    let put = async |body: &'static str| {
        let body = requests::PutRowsBody::TextCsv(body.into());
        match me.put_rows().body(body).send().await {
            Err(Error::ErrorResponse(error)) => error.into_inner(),
            _ => panic!("not refused"),
        }
    };
    let responses::PutRowsError::TextPlain(stream) = put("teapot").await else {
        panic!("the error is text");
    };
    assert_eq!(text(stream).await, "I am one");
    assert!(matches!(put("later").await, responses::PutRowsError::NoContent));
    let refused = client(&server, Some("text/html")).get_picture().send().await;
    let Err(Error::ErrorResponse(error)) = refused else { panic!("there is no picture") };
    assert_eq!(error.headers()["content-type"], "text/html");
    assert_eq!(text(error.into_inner()).await, "<p>");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn body_may_be_absent_and_status_chosen() {
    let server = start();
    let me = client(&server, None);
    let added = me.add_row().body(row("a", Some(3))).send().await.expect("added");
    assert_eq!((added.status(), &added.headers()["x-count"]), (StatusCode::CREATED, &3.into()));
    let place = types::RowPlace { town: "c&d".to_owned() };
    let tags = vec!["x".to_owned(), "y".to_owned()];
    let full = types::Row { tags, place: Some(place), ..row("a b", None) };
    let added = me.add_row().body(full).send().await.expect("added");
    assert_eq!((&*added.name.to_string(), added.tags.len()), ("a b", 2));
    assert_eq!(added.place.as_ref().map(|it| &*it.town), Some("c&d"));
    let http = reqwest::Client::new();
    let absent = http.post(url(&server, "/row")).send().await.expect("an answer");
    assert_eq!(absent.status(), 400);
    assert_eq!(absent.json::<types::Row>().await.expect("a row").name.to_string(), "none");
    let picture = me.get_picture().send().await.expect("a picture");
    assert_eq!(picture.headers()["content-type"], "image/png");
    let Err(Error::UnexpectedResponse(moved)) = me.put_picture().body("").send().await else {
        panic!("the client follows no redirects");
    };
    assert_eq!(moved.status(), 303);
    me.head_rows().send().await.expect("there");
    let asked = me.ask_rows().body(row("c", None)).send().await.expect("of the range");
    assert_eq!(*asked.name, "c");
    me.patch_rows().body(row("a", None)).send().await.expect("no content");
    let refused = me.patch_rows().body(row("b", None)).send().await;
    let Err(Error::ErrorResponse(problem)) = refused else { panic!("there is no such row") };
    assert_eq!(problem.headers()["content-type"], "application/problem+json");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn mock_answers_each_content() {
    use mock::MockServerExt as _;

    let server = mock::httpmock::MockServer::start_async().await;
    let me = client::Client::new(&server.base_url());
    let csv = server.get_rows(|_, then| drop(then.ok_text_csv("b,2")));
    let rows = me.get_rows().send().await.expect("rows").into_inner();
    assert!(matches!(rows, responses::GetRowsResponse::TextCsv(_)));
    csv.delete_async().await;
    server.get_rows(|_, then| drop(then.ok_application_json(&vec![row("a", None)].into())));
    let rows = me.get_rows().send().await.expect("rows").into_inner();
    assert!(matches!(rows, responses::GetRowsResponse::ApplicationJson(_)));
}

#[test]
fn dropshot_describes_the_contract() {
    let contract = include_str!("../../../lockstep/tests/content.yaml");
    let contract = Document::parse("content.yaml", contract).expect("parses");
    let described = api::content_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi("Content", "1.0.0".parse().expect("a version"))
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract.root(), &described);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations, proof::Tally { equal: 13, total: 13 });
    let unsent = (proof::LedgerKind::UnsentContent, "#/paths/~1rows/patch/responses/204/content");
    let ledger = comparison.ledger.iter().map(|(kind, at)| (*kind, at.to_string()));
    assert!(ledger.into_iter().any(|(kind, at)| (kind, at.as_str()) == unsent));
}
