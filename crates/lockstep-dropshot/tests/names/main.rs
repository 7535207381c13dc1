//! Generated code of a contract with names that Rust or generated code has another use for: a
//! server implements the trait, and the client calls it.

#![allow(missing_docs, reason = "a test")]

use std::net::SocketAddr;

use dropshot::{ApiDescription, ConfigDropshot, HttpServer, RequestContext, ServerBuilder};
use futures::TryStreamExt as _;
use lockstep::{Document, instances, proof};
use lockstep_dropshot::{
    AnyError, ContentBody, JsonBody, OperationResult, Path, Query, UnreadRequest,
};
use serde::Deserialize;
use serde_json::{Value, json};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/names/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/names/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/names/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/names/client/mock.rs"]
pub mod mock;

use api::NamesApi;
use mock::MockServerExt as _;

type Answer<S> = OperationResult<S, AnyError>;

enum Server {}

impl NamesApi for Server {
    type Context = ();

    /// Returns the parameters, each as `name=value`, as the member `gen`.
    async fn gen_operation(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(Query<api::GenOperationQuery>, JsonBody<types::Option>)>,
    ) -> Answer<api::GenOperationResponse> {
        let (query, JsonBody(mut body)) = request.read(&rqctx).await?;
        let query = query.into_inner();
        let parameters = [
            ("gen", query.gen_),
            ("self", query.self_),
            ("Self", query.self_2),
            ("$id", query.id),
            ("_id", query.id_2),
            ("content-type", query.content_type),
        ];
        let shown: Vec<String> = parameters
            .into_iter()
            .map(|(name, value)| format!("{name}={}", value.unwrap_or_default()))
            .collect();
        body.gen_ = shown.join(" ");
        Ok(api::GenOperationResponse(body).into())
    }

    async fn self_operation(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(
            Query<api::SelfOperationQuery>,
            ContentBody<api::SelfOperationBody>,
        )>,
    ) -> Answer<api::SelfOperationResponse> {
        let (query, ContentBody(image)) = request.read(&rqctx).await?;
        let bytes: Vec<_> = image.body.into_stream().try_collect().await?;
        let json = json!({
            "self": { "Self": { "String": query.into_inner().content_type } },
            "other": { "err": "None", "none": [bytes.concat().len()] },
            (image.media_type.to_str().expect("text")): {},
        });
        let default: types::DefaultSchema = serde_json::from_value(json).expect("valid");
        Ok(api::SelfOperationResponse(default).into())
    }

    /// Returns the parameters as the member `t`, which has the value that `request` is.
    async fn option_request(
        rqctx: RequestContext<()>,
        request: UnreadRequest<(Path<api::OptionRequestPath>, Query<api::OptionRequestQuery>)>,
    ) -> Answer<api::OptionRequestResponse> {
        let (path, query) = request.read(&rqctx).await?;
        assert_eq!(query.into_inner().url.as_deref(), Some("x"));
        let json = json!({ "t": path.into_inner().request });
        Ok(api::OptionRequestResponse(serde_json::from_value(json).expect("valid")).into())
    }

    async fn option_url(
        rqctx: RequestContext<()>,
        request: UnreadRequest<()>,
    ) -> Answer<api::OptionUrlResponse> {
        request.read(&rqctx).await?;
        Ok(api::OptionUrlResponse.into())
    }
}

fn start() -> HttpServer<()> {
    let api: ApiDescription<()> =
        api::names_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Critical };
    let log = log.to_logger("test").expect("a log");
    ServerBuilder::new(api, (), log).config(config).start().expect("starts")
}

fn option() -> types::Option {
    types::Option::builder()
        .gen_("a")
        .maybe_some(Some("b".parse::<types::SomeSchema>().expect("short")))
        .d(types::DSchema { none: None, err: Some(types::ErrSchema::None) })
        .try_into()
        .expect("complete")
}

#[tokio::test]
async fn request_arrives_when_its_names_are_those_of_rust_or_alike() {
    let server = start();
    let url = format!("http://{}", server.local_addr());
    let me = client::Client::new_with_client(&url, reqwest::Client::new());
    let sent = me.gen_operation().gen_("1").self_("2").self_query("3").id("4").id_query("5");
    let sent = sent.content_type("6").body(option()).send().await.expect("answered");
    assert_eq!(sent.gen_, "gen=1 self=2 Self=3 $id=4 _id=5 content-type=6");
    let same = types::Option { gen_: "a".to_owned(), ..sent.into_inner() };
    assert_eq!(
        serde_json::to_value(&same).expect("JSON"),
        json!({ "gen": "a", "some": "b", "d": { "err": "None" } })
    );
    let image = me.self_operation().content_type("image/png").content_type_query("x").body("one");
    let image = image.send().await.expect("answered").into_inner();
    assert_eq!(
        serde_json::to_value(&image).expect("JSON"),
        json!({
            "self": { "Self": { "String": "x" } },
            "other": { "err": "None", "none": [3] },
            "image/png": {},
        })
    );
    let option = me.option_request().request("Some").url("x").send().await.expect("answered");
    assert_eq!(serde_json::to_value(option.into_inner()).expect("JSON"), json!({ "t": "Some" }));
    me.option_url().send().await.expect("answered");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn mock_expects_what_the_client_sends() {
    let mocked = httpmock::MockServer::start_async().await;
    let me = client::Client::new_with_client(&mocked.base_url(), reqwest::Client::new());
    let gen_operation = mocked.gen_operation(|when, then| {
        when.gen_("1").self_query("2").id("3").content_type(None).body(&option());
        then.ok(&option());
    });
    let sent = me.gen_operation().gen_("1").self_query("2").id("3").body(option()).send().await;
    assert_eq!(sent.expect("answered").into_inner(), option());
    gen_operation.assert();
}

#[test]
fn dropshot_describes_the_contract() {
    let contract = include_str!("../../../lockstep/tests/names.yaml");
    let contract = Document::parse("names.yaml", contract).expect("parses");
    let described = api::names_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi("Names", "1.0.0".parse().expect("a version"))
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract.root(), &described);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations, proof::Tally { equal: 4, total: 4 });
}

#[test]
fn names_have_the_letters_of_the_document() {
    let words = types::GrößeWord::ALL.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(words, ["groß", "русский", "español", "中文", "!=", ">=", "-", ""]);
    assert_eq!(types::GrößeWord::Groß.to_string(), "groß");
    assert_eq!(types::GrößeWord::GreaterEqual.to_string(), ">=");
    let value = json!({ "_birthDate": true, "birthDate": "2000-01-01" });
    let size: types::Größe = serde_json::from_value(value).expect("fits");
    assert_eq!(size.birth_date.as_ref().map(|date| date.as_str()), Some("2000-01-01"));
    assert_eq!(size.birth_date_2, Some(true));
}

#[test]
fn types_accept_what_schemas_accept() {
    fn reads<T: for<'de> Deserialize<'de>>(value: &Value) -> bool {
        serde_json::from_str::<T>(&value.to_string()).is_ok()
    }

    let contract = include_str!("../../../lockstep/tests/names.yaml");
    let contract = Document::parse("names.yaml", contract).expect("parses");
    let values = instances::instances(contract.root());
    let disagreements =
        instances::disagreements(contract.root(), values, |name, value| match name {
            "DSchema" => reads::<types::DSchema>(value),
            "DefaultSchema" => reads::<types::DefaultSchema>(value),
            "Größe" => reads::<types::Größe>(value),
            "ErrSchema" => reads::<types::ErrSchema>(value),
            "NoneSchema" => reads::<types::NoneSchema>(value),
            "OkSchema" => reads::<types::OkSchema>(value),
            "Option" => reads::<types::Option>(value),
            "S" => reads::<types::S>(value),
            "SelfSchema" => reads::<types::SelfSchema>(value),
            "SelfSchema2" => reads::<types::SelfSchema2>(value),
            "SomeSchema" => reads::<types::SomeSchema>(value),
            "String" => reads::<types::String>(value),
            "TSchema" => reads::<types::TSchema>(value),
            other => panic!("the schema {other} is not listed here"),
        });
    let unexplained: Vec<String> =
        disagreements.iter().filter(|it| it.cause.is_none()).map(ToString::to_string).collect();
    assert_eq!(unexplained, [] as [&str; 0]);
}
