//! Generated code of a contract with every kind of stream: a server implements the trait, and the
//! client calls it. A server of hand-made bytes breaks streams.

#![allow(missing_docs, clippy::unnecessary_wraps, reason = "a test, of operations that answer so")]

use std::{net::SocketAddr, time::Duration};

use dropshot::{
    ApiDescription, Body, ConfigDropshot, ErrorStatusCode, HttpResponseHeaders, HttpServer,
    RequestContext, ServerBuilder,
};
use futures::{SinkExt as _, Stream, StreamExt as _, TryStreamExt as _, channel::mpsc, stream};
use http::{StatusCode, header};
use lockstep::{Document, proof};
use lockstep_dropshot::{
    AnyError, ChosenStatus, ErrorResponse, ItemBody, OperationResult, Query, UnreadRequest,
    preferred,
    stream::{Event, ItemError},
};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/streams/types/generated.rs"]
pub mod types;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/streams/api/generated.rs"]
pub mod api;
#[allow(clippy::all, clippy::pedantic, unused, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/streams/client/generated.rs"]
pub mod client;
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
#[rustfmt::skip]
#[path = "../../../lockstep/tests/expected/streams/client/mock.rs"]
pub mod mock;

use api::StreamsApi;
use client::{Error, responses};

/// The longest that a test waits for anything.
const DEADLINE: Duration = Duration::from_secs(30);

type Answer<S, E = AnyError> = OperationResult<S, E>;

fn answer<S, E>(success: S) -> Answer<S, E> {
    Ok(success.into())
}

fn refuse<S, E>(status: ErrorStatusCode, error: E) -> Answer<S, E> {
    Err(ErrorResponse::new(status, error))
}

fn change(name: &str) -> types::Change {
    types::Change { name: name.parse().expect("a name"), more: Vec::new() }
}

fn changes<const N: usize>(names: [&'static str; N]) -> impl Stream<Item = types::Change> + use<N> {
    stream::iter(names).map(change)
}

/// The sender of the events that `/events` with the case `live` answers.
type Live = tokio::sync::Mutex<Option<mpsc::Receiver<Event<types::Change>>>>;

enum Server {}

impl StreamsApi for Server {
    type Context = Live;

    async fn get_events(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<(Query<api::GetEventsQuery>,)>,
    ) -> Answer<api::GetEventsResponse, types::Problem> {
        let (query,) = request.read(&rqctx).await?;
        let body = match &*query.0.case {
            "live" => {
                let events = rqctx.context().lock().await.take().expect("asked for once");
                let body = ItemBody::new(events.map(Ok::<_, ItemError>));
                body.with_keep_alive(Duration::from_millis(10))
            }
            "first" | "second" => {
                let no = types::Problem { title: "no events".to_owned() };
                let items = [Ok(Event::new(change("a"))), Err(no.title.clone())];
                let skipped = usize::from(query.0.case == "first");
                match ItemBody::start(stream::iter(items).skip(skipped)).await {
                    Ok(body) => body,
                    Err(_) => return refuse(ErrorStatusCode::NOT_FOUND, no),
                }
            }
            _ => ItemBody::new(stream::iter([
                Ok::<_, ItemError>(Event::new(change("a")).with_id("1").with_name("added")),
                Ok(Event::new(change("b")).with_retry(Duration::from_secs(3))),
            ])),
        };
        let headers = api::GetEventsResponseHeaders { x_count: Some(2) };
        answer(HttpResponseHeaders::new(api::GetEventsSuccess(body), headers))
    }

    async fn get_texts(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetTextsResponse> {
        request.read(&rqctx).await?;
        let texts = ["a\r\nb", "", ": c"].map(|text| Ok::<_, ItemError>(Event::new(text.into())));
        answer(api::GetTextsResponse(ItemBody::new(stream::iter(texts))))
    }

    async fn get_names(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetNamesResponse> {
        request.read(&rqctx).await?;
        let name = Event::new("a".parse().expect("a name"));
        let body = ItemBody::new(stream::iter([Ok::<_, ItemError>(name)]));
        answer(ChosenStatus::new(StatusCode::ACCEPTED, api::GetNamesSuccess(body)))
    }

    async fn get_lines(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetLinesResponse> {
        request.read(&rqctx).await?;
        let body = ItemBody::new(changes(["a", "b\n"]).map(Ok::<_, ItemError>));
        answer(api::GetLinesResponse(body))
    }

    async fn get_values(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetValuesResponse> {
        request.read(&rqctx).await?;
        if preferred(rqctx.request.headers(), &["application/jsonl"]).is_some() {
            let values = [json!([1]), json!(null)].map(|it| Ok::<_, ItemError>(it.into()));
            let body = ItemBody::new(stream::iter(values));
            return answer(api::GetValuesResponse::Ok(api::GetValuesOk(body)));
        }
        let items = [1, 2].map(|a| {
            Ok::<_, ItemError>(types::GetValuesResponse206Item {
                a: a.try_into().expect("at most 9"),
            })
        });
        let body = api::GetValuesPartialContent(ItemBody::new(stream::iter(items)));
        answer(api::GetValuesResponse::PartialContent(body))
    }

    async fn get_opaque(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetOpaqueResponse, api::TextEventStream> {
        request.read(&rqctx).await?;
        answer(api::GetOpaqueResponse(Body::from("any".to_owned())))
    }

    async fn get_either(
        rqctx: RequestContext<Live>,
        request: UnreadRequest<()>,
    ) -> Answer<api::GetEitherResponse> {
        request.read(&rqctx).await?;
        let preferred = preferred(rqctx.request.headers(), api::GetEitherResponse::MEDIA_TYPES);
        answer(if preferred == Some("text/event-stream") {
            let events = changes(["a", "b"]).map(|it| Ok::<_, ItemError>(Event::new(it)));
            api::GetEitherResponse::TextEventStream(ItemBody::new(events))
        } else {
            api::GetEitherResponse::ApplicationJson(vec![change("a")].into())
        })
    }
}

/// Starts a server, and returns the sender of its live events.
fn start() -> (HttpServer<Live>, mpsc::Sender<Event<types::Change>>) {
    let api: ApiDescription<Live> =
        api::streams_api_mod::api_description::<Server>().expect("the operations do not clash");
    let bind_address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = ConfigDropshot { bind_address, ..ConfigDropshot::default() };
    let log =
        dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Critical };
    let log = log.to_logger("test").expect("a log");
    let (sender, receiver) = mpsc::channel(1);
    let live = Live::new(Some(receiver));
    (ServerBuilder::new(api, live, log).config(config).start().expect("starts"), sender)
}

/// Returns a client whose requests have a header `Accept`, or none.
fn client(address: SocketAddr, accept: Option<&str>) -> client::Client {
    let headers = accept.map(|it| (header::ACCEPT, it.parse().expect("a header value")));
    let http = reqwest::Client::builder().default_headers(headers.into_iter().collect());
    let http = http.timeout(DEADLINE).build().expect("a client");
    client::Client::new_with_client(&format!("http://{address}"), http)
}

#[tokio::test]
async fn items_arrive_as_they_were_sent() {
    let (server, _sender) = start();
    let me = client(server.local_addr(), None);
    let events = me.get_events().case("all").send().await.expect("events");
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    assert_eq!(events.headers()["x-count"], "2");
    let events: Vec<_> = events.into_inner().try_collect().await.expect("all fit");
    let expected = [
        Event::new(change("a")).with_id("1").with_name("added"),
        Event::new(change("b")).with_retry(Duration::from_secs(3)),
    ];
    assert_eq!(events, expected);

    let texts = me.get_texts().send().await.expect("texts").into_inner();
    let texts: Vec<_> = texts.map_ok(|event| event.data).try_collect().await.expect("all fit");
    assert_eq!(texts, ["a\nb", "", ": c"]);

    let names = me.get_names().send().await.expect("names");
    assert_eq!(names.status(), StatusCode::ACCEPTED);
    let names: Vec<_> = names.into_inner().try_collect().await.expect("all fit");
    assert_eq!(names, [Event::new("a".parse::<types::Name>().expect("a name"))]);

    let lines = me.get_lines().send().await.expect("lines").into_inner();
    let lines: Vec<_> = lines.try_collect().await.expect("all fit");
    assert_eq!(lines, [change("a"), change("b\n")]);

    let opaque = me.get_opaque().send().await.expect("bytes").into_inner().into_inner();
    let opaque: Vec<_> = opaque.try_collect().await.expect("bytes");
    assert_eq!(opaque.concat(), b"any");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn stream_is_read_by_status_and_media_type() {
    let (server, _sender) = start();
    let values = async |accept| {
        let me = client(server.local_addr(), accept);
        me.get_values().send().await.expect("values").into_inner()
    };
    let responses::GetValuesResponse::Ok(lines) = values(None).await else { panic!("lines") };
    let lines: Vec<_> = lines.map_ok(|it| it.0).try_collect().await.expect("all fit");
    assert_eq!(lines, [json!([1]), json!(null)]);
    let responses::GetValuesResponse::PartialContent(sequence) = values(Some("a/b")).await else {
        panic!("a sequence");
    };
    let sequence: Vec<_> = sequence.map_ok(|it| *it.a).try_collect().await.expect("all fit");
    assert_eq!(sequence, [1, 2]);

    let either = async |accept| {
        let me = client(server.local_addr(), accept);
        me.get_either().send().await.expect("changes").into_inner()
    };
    let responses::GetEitherResponse::ApplicationJson(all) = either(None).await else {
        panic!("JSON");
    };
    assert_eq!(*all, [change("a")]);
    let events = either(Some("text/event-stream")).await;
    let responses::GetEitherResponse::TextEventStream(events) = events else { panic!("events") };
    let events: Vec<_> = events.map_ok(|it| it.data).try_collect().await.expect("all fit");
    assert_eq!(events, [change("a"), change("b")]);
    server.close().await.expect("stops");
}

#[tokio::test]
async fn item_arrives_before_the_next_one_is_made() {
    let (server, mut sender) = start();
    let me = client(server.local_addr(), None);
    let events = me.get_events().case("live").send().await.expect("events");
    let mut events = events.into_inner();
    for name in ["a", "b", "c"] {
        sender.send(Event::new(change(name))).await.expect("the server waits for it");
        let event = tokio::time::timeout(DEADLINE, events.next()).await.expect("in time");
        assert_eq!(event.expect("an event").expect("fits").data, change(name));
    }
    // The server drops the items when the client is gone: it notices by the comments.
    drop(events);
    let gone = async { while sender.send(Event::new(change("d"))).await.is_ok() {} };
    tokio::time::timeout(DEADLINE, gone).await.expect("in time");
    server.close().await.expect("stops");
}

#[tokio::test]
async fn error_is_one_of_the_contract_before_the_first_item_and_ends_the_stream_after_it() {
    let (server, _sender) = start();
    let me = client(server.local_addr(), None);
    let refused = me.get_events().case("first").send().await;
    let Err(Error::ErrorResponse(problem)) = refused else { panic!("there are no events") };
    assert_eq!((problem.status(), &*problem.title), (StatusCode::NOT_FOUND, "no events"));
    let events = me.get_events().case("second").send().await.expect("events").into_inner();
    let found: Vec<_> = events.collect().await;
    let [Ok(first), Err(ItemError::Interrupted(_))] = found.as_slice() else {
        panic!("one event and an error: {found:?}");
    };
    assert_eq!(first.data, change("a"));
    server.close().await.expect("stops");
}

/// Answers one request with pieces of bytes.
async fn broken(head: &str, pieces: &'static [&'static [u8]]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let head = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n");
    tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.expect("a client");
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(connection.read_u8().await.expect("a request"));
        }
        connection.write_all(head.as_bytes()).await.expect("there is a client");
        for piece in pieces {
            connection.write_all(piece).await.expect("there is a client");
            connection.flush().await.expect("there is a client");
            tokio::task::yield_now().await;
        }
    });
    address
}

#[tokio::test]
async fn client_reads_what_another_server_sends() {
    let events = "content-type: text/event-stream;charset=UTF-8\r\nconnection: close";
    let pieces: &[&[u8]] = &[
        b"\xef\xbb",
        b"\xbf: hello\r",
        b"\nevent: add",
        b"ed\rdata: {\"name\":\r\ndata",
        b": \"a\"}\n\r",
        b"\ndata: {\"name\": 1}\n\nid: 7\ndata: {\"name\": \"b\"}\n",
        b"\ndata: {",
    ];
    let me = client(broken(events, pieces).await, None);
    let mut found = me.get_events().case("a").send().await.expect("events").into_inner();
    let first = found.next().await.expect("an event").expect("fits");
    assert_eq!(first, Event::new(change("a")).with_name("added"));
    let second = found.next().await.expect("an event").expect_err("does not fit");
    assert_eq!(second.to_string(), "an item of the stream does not fit: name: expected a string");
    let third = found.next().await.expect("an event").expect("fits");
    assert_eq!(third, Event::new(change("b")).with_id("7"));
    assert!(found.next().await.is_none(), "an event without its end is dropped");
    assert_eq!(found.last_event_id(), "7");
}

#[tokio::test]
async fn client_fails_when_a_stream_is_broken() {
    let lines = "content-type: application/x-ndjson\r\ntransfer-encoding: chunked";
    let all = async |head: &str, pieces, limit| {
        let me = client(broken(head, pieces).await, None);
        let lines = me.get_lines().send().await.expect("lines").into_inner();
        let found: Vec<_> = lines.with_max_item_bytes(limit).collect().await;
        found
    };
    // The connection breaks off without the last chunk.
    let found = all(lines, &[b"d\r\n{\"name\":\"a\"}\n\r\n", b"3\r\n{\"n"], 1000).await;
    assert!(matches!(&*found, [Ok(_), Err(ItemError::Interrupted(_))]), "{found:?}");
    let found =
        all(lines, &[b"d\r\n{\"name\":\"a\"}\n\r\n", b"3\r\n{\"n\r\n0\r\n\r\n"], 1000).await;
    assert!(matches!(&*found, [Ok(_), Err(ItemError::Json(_))]), "{found:?}");
    let found = all(lines, &[b"d\r\n{\"name\":\"a\"}\n\r\n", b"3\r\n{\"n\r\n0\r\n\r\n"], 12).await;
    assert!(matches!(&*found, [Err(ItemError::TooLarge(12))]), "{found:?}");
    // A page in place of the stream is no stream without items.
    let page = broken("content-type: text/html\r\nconnection: close", &[b"<p>"]).await;
    let refused = client(page, None).get_lines().send().await;
    assert!(matches!(refused, Err(Error::UnexpectedResponse(_))));
}

#[tokio::test]
async fn mock_answers_with_items() {
    use mock::MockServerExt as _;

    let server = mock::httpmock::MockServer::start_async().await;
    let me = client::Client::new(&server.base_url());
    let event = Event::new(change("a")).with_id("1");
    server.get_events(|when, then| drop((when.case("x"), then.ok([event.clone()]))));
    let events = me.get_events().case("x").send().await.expect("events").into_inner();
    assert_eq!(events.try_collect::<Vec<_>>().await.expect("all fit"), [event]);
    server.get_lines(|_, then| drop(then.ok([change("a"), change("b")])));
    let lines = me.get_lines().send().await.expect("lines").into_inner();
    let lines: Vec<_> = lines.try_collect().await.expect("all fit");
    assert_eq!(lines, [change("a"), change("b")]);
}

#[test]
fn dropshot_describes_the_contract() {
    let contract = include_str!("../../../lockstep/tests/streams.yaml");
    let contract = Document::parse("streams.yaml", contract).expect("parses");
    let described = api::streams_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi("Streams", "1.0.0".parse().expect("a version"))
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract.root(), &described);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations, proof::Tally { equal: 7, total: 7 });
    let items =
        comparison.ledger.iter().filter(|(kind, _)| *kind == proof::LedgerKind::StreamItems);
    let items: Vec<_> = items.map(|(_, at)| at.to_string()).collect();
    let schema = |path, status, media_type| {
        format!("#/paths/~1{path}/get/responses/{status}/content/{media_type}/schema")
    };
    let expected = [
        schema("events", "200", "text~1event-stream"),
        schema("lines", "200", "application~1x-ndjson"),
        schema("names", "2XX", "text~1event-stream"),
        schema("texts", "200", "text~1event-stream"),
    ];
    assert_eq!(items, expected);
}
