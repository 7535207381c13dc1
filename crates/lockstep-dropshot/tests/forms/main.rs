//! Generated code of a contract with every kind of form in parts: a server implements the trait,
//! and the client calls it. Hand-made bytes break forms.

#![allow(missing_docs, clippy::unnecessary_wraps, reason = "a test, of operations that answer so")]

use std::net::SocketAddr;

use dropshot::{
    ApiDescription, ConfigDropshot, HttpServer, MultipartBody, RequestContext, ServerBuilder,
};
use http::header;
use lockstep::{Document, proof};
use lockstep_dropshot::{
    AnyError, ErrorResponse, MultipartForm, OperationResult, OptionalBody, UnreadRequest,
    form_parts::FilePart,
};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/forms/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/forms/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/forms/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/forms/client/mock.rs"]
pub mod mock;

use api::{FormsApi, PutEitherBody};
use client::requests;

type Answer<S, E = AnyError> = OperationResult<S, E>;

fn answer<S, E>(success: S) -> Answer<S, E> {
    Ok(success.into())
}

enum Server {}

impl FormsApi for Server {
    type Context = ();

    async fn put_avatar(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(MultipartForm<types::PutAvatarBody>,)>,
    ) -> Answer<api::PutAvatarResponse, types::Problem> {
        match request.read(&rqctx).await {
            Ok((MultipartForm(form),)) => {
                answer(api::PutAvatarResponse(format!("{form:?}").into()))
            }
            Err(error) => {
                let problem = types::Problem { title: error.external_message };
                Err(ErrorResponse::new(error.status_code, problem))
            }
        }
    }

    async fn put_either(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(OptionalBody<PutEitherBody>,)>,
    ) -> Answer<api::PutEitherResponse> {
        let (OptionalBody(body),) = request.read(&rqctx).await?;
        answer(api::PutEitherResponse(format!("{body:?}").into()))
    }

    async fn post_plain(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(OptionalBody<MultipartForm<types::Place>>,)>,
    ) -> Answer<api::PostPlainResponse> {
        let (OptionalBody(form),) = request.read(&rqctx).await?;
        answer(api::PostPlainResponse(format!("{form:?}").into()))
    }

    async fn post_others(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(MultipartForm<types::PostOthersBody>,)>,
    ) -> Answer<api::PostOthersResponse> {
        let (MultipartForm(form),) = request.read(&rqctx).await?;
        answer(api::PostOthersResponse(format!("{form:?}").into()))
    }

    async fn post_opaque(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(MultipartBody,)>,
    ) -> Answer<api::PostOpaqueResponse> {
        request.read(&rqctx).await?;
        answer(api::PostOpaqueResponse)
    }
}

fn start() -> HttpServer<()> {
    let api: ApiDescription<()> =
        api::forms_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Critical };
    let log = log.to_logger("test").expect("a log");
    ServerBuilder::new(api, (), log).config(config).start().expect("starts")
}

fn client(server: &HttpServer<()>) -> client::Client {
    client::Client::new(&format!("http://{}", server.local_addr()))
}

fn place(town: &str) -> types::Place {
    types::Place { town: town.parse().expect("a town"), number: Some(2) }
}

fn avatar() -> types::PutAvatarBody {
    let body = types::PutAvatarBody::builder()
        .file(FilePart::new(&b"\r\n--\0\xff"[..]).with_file_name("é \".png"))
        .owner("6f1c2f43-9e5b-4b7e-8a08-0d8a2d1c3c11".parse::<uuid::Uuid>().expect("a UUID"))
        .caption("a\r\nb")
        .width(types::PutAvatarBodyWidth::try_from(3).expect("in its limits"))
        .visible(false)
        .colour(types::PutAvatarBodyColour::Blue)
        .tags(
            types::PutAvatarBodyTags::try_from(vec![
                "x".parse::<types::PutAvatarBodyTagsItem>().expect("a tag"),
            ])
            .expect("at most 2"),
        )
        .sizes(vec![0.5, 1e3])
        .place(place("here"))
        .places(vec![place("a"), place("b")])
        .raw(vec![vec![], vec![1, 2]])
        .exact("\"quoted\"");
    body.try_into().expect("complete")
}

#[tokio::test]
async fn form_arrives_as_it_was_sent() {
    let server = start();
    let me = client(&server);
    let sent = avatar();
    let read = me.put_avatar().body(sent.clone()).send().await.expect("read").into_inner();
    let mut expected = sent;
    expected.file.content_type = Some("image/png".to_owned());
    expected.file.file_name = Some("é %22.png".to_owned());
    assert_eq!(read.to_string(), format!("{expected:?}"));

    // With the least parts, defaults are filled in.
    let read = me.put_avatar().body_map(|body| body.file(b"a".to_vec()).owner(uuid::Uuid::nil()));
    let read = read.send().await.expect("read").into_inner().to_string();
    for expected in ["visible: true", "tags: None", "sizes: []", "caption: None", "bytes: 1"] {
        assert!(read.contains(expected), "{read}");
    }
    server.close().await.expect("stops");
}

#[tokio::test]
async fn form_may_be_absent_one_of_several_contents_or_open() {
    let server = start();
    let me = client(&server);
    let body = requests::PutEitherBody::from(place("a"));
    let read = me.put_either().body(body).send().await.expect("read").into_inner();
    assert!(read.starts_with("Some(ApplicationJson(Place"), "{read:?}");
    let file = FilePart::new("abc").with_file_name("a").with_content_type("text/csv");
    let body = types::UploadForm { file, name: Some("n".to_owned()) };
    let expected = format!("Some(MultipartFormData({body:?}))");
    let read = me.put_either().body(requests::PutEitherBody::from(body)).send().await;
    assert_eq!(read.expect("read").into_inner().to_string(), expected);

    let read = me.post_plain().body(place("a")).send().await.expect("read").into_inner();
    assert_eq!(read.to_string(), format!("Some(MultipartForm({:?}))", place("a")));
    let http = reqwest::Client::new();
    let url = format!("http://{}", server.local_addr());
    let absent = http.post(format!("{url}/plain")).send().await.expect("an answer");
    assert_eq!(absent.text().await.expect("text"), "\"None\"");

    let extra = [("b".to_owned(), FilePart::new("x"))].into();
    let body = types::PostOthersBody { a: Some("y".to_owned()), extra };
    let read = me.post_others().body(body).send().await.expect("read").into_inner();
    assert!(read.contains("a: Some(\"y\"), extra: {\"b\": FilePart { bytes: 1"), "{read:?}");
    server.close().await.expect("stops");
}

const OWNER: &str = "6f1c2f43-9e5b-4b7e-8a08-0d8a2d1c3c11";

/// Returns a part by hand.
fn part(head: &str, content: &str) -> String {
    format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
}

/// Returns a form with the parts that are required, and others.
fn form(others: &str) -> String {
    let file = part("name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png", "abc");
    format!("{file}{}{others}--x--\r\n", part("name=owner", OWNER))
}

#[tokio::test]
async fn hand_made_form_is_refused_with_the_part_when_it_does_not_fit() {
    let server = start();
    let http = reqwest::Client::new();
    let url = format!("http://{}/avatars", server.local_addr());
    let send = async |content_type: &str, body: String| {
        let request = http.post(&url).header(header::CONTENT_TYPE, content_type).body(body);
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    };
    let usual = "multipart/form-data; boundary=x";
    for content_type in [usual, "Multipart/Form-Data; charset=utf-8; boundary=\"x\""] {
        let (status, text) = send(content_type, form(&part("name=\"width\"", "3"))).await;
        assert_eq!(status, 200, "{text}");
        assert!(text.contains("Width(3)"), "{text}");
    }
    let file = |head: &str, content: &str| {
        let file = part(&format!("name=\"file\"{head}"), content);
        format!("{file}{}--x--\r\n", part("name=\"owner\"", OWNER))
    };
    let png = "; filename=\"a\"\r\nContent-Type: image/png";
    for (body, expected) in [
        (form(&part("name=\"caption\"", "a").repeat(2)), "caption: must be given once only"),
        (form(&part("name=\"caption\"", "too long!")), "caption: must have at most 8 characters"),
        (
            form(&part("name=\"width\"", "wide")),
            "width: expected a whole number from -9223372036854775808 to 9223372036854775807",
        ),
        (form(&part("name=\"width\"", "10")), "width: must be at most 9"),
        (form(&part("name=\"visible\"", "yes")), "visible: expected a boolean"),
        (form(&part("name=\"colour\"", "green")), "colour: expected one of `red`, `blue`"),
        (form(&part("name=\"tags[]\"", "a").repeat(3)), "tags[]: must have at most 2 items"),
        (form(&part("name=\"place\"", "{}")), "place.town: required"),
        (
            form(&part("name=\"place\"", "here")),
            "place: not valid JSON: expected a value at line 1 column 1",
        ),
        (
            form(&part("name=\"exact\"", "a")),
            "exact: not valid JSON: expected a value at line 1 column 1",
        ),
        (form(&part("name=\"other\"", "")), "other: the form has no part of this name"),
        (form(&part("filename=\"b\"", "")), "a part has no name"),
        (part("name=\"owner\"", OWNER) + "--x--\r\n", "file: required"),
        (file("", "abc"), "file: the content type must be image/png or image/jpeg"),
        (
            file("\r\nContent-Type: text/html", "abc"),
            "file: the content type must be image/png or image/jpeg",
        ),
        (file(png, ""), "file: the file must have at least 1 byte"),
        (file(png, &"a".repeat(1001)), "file: the file must have at most 1000 bytes"),
        (
            form("")[..100].to_owned(),
            "the body is no form in parts: field \"file\" received with incomplete data",
        ),
        ("abc".to_owned(), "the body is no form in parts: incomplete multipart stream"),
    ] {
        let (status, text) = send(usual, body.clone()).await;
        let problem = serde_json::json!({ "title": expected }).to_string();
        assert_eq!((status, text), (400, problem), "{body}");
    }
    let (status, text) = send("multipart/form-data", form("")).await;
    assert_eq!(status, 400);
    assert!(text.contains("the content type has no boundary"), "{text}");
    let (status, text) = send(usual, file(png, &"a".repeat(5000))).await;
    assert_eq!((status, &*text), (413, "{\"title\":\"the body is larger than 4096 bytes\"}"));
    let (status, text) = send("application/json", "{}".to_owned()).await;
    assert_eq!(status, 415);
    assert!(text.contains("the content type must be multipart/form-data"), "{text}");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn mock_expects_a_form() {
    use mock::MockServerExt as _;

    let server = mock::httpmock::MockServer::start_async().await;
    let me = client::Client::new(&server.base_url());
    server.put_avatar(|when, then| {
        when.body(&avatar());
        then.ok(&"same".to_owned().into());
    });
    let read = me.put_avatar().body(avatar()).send().await.expect("the same form");
    assert_eq!(read.into_inner().to_string(), "same");
    let other = types::PutAvatarBody { sizes: vec![0.25], ..avatar() };
    me.put_avatar().body(other).send().await.expect_err("another form");
}

#[test]
fn dropshot_describes_the_contract() {
    let contract = include_str!("../../../lockstep/tests/forms.yaml");
    let contract = Document::parse("forms.yaml", contract).expect("parses");
    let described = api::forms_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi("Forms", "1.0.0".parse().expect("a version"))
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract.root(), &described);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations, proof::Tally { equal: 5, total: 5 });
    let parts = comparison.ledger.iter().filter(|(kind, _)| *kind == proof::LedgerKind::FormParts);
    let parts: Vec<_> = parts.map(|(_, at)| at.to_string()).collect();
    let at =
        |path, key| format!("#/paths/~1{path}/post/requestBody/content/multipart~1form-data/{key}");
    let expected = [
        at("avatars", "encoding"),
        at("avatars", "schema"),
        at("opaque", "schema"),
        at("others", "schema"),
        at("plain", "schema"),
    ];
    assert_eq!(parts, expected);
}
