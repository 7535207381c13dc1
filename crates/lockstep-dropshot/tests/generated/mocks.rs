//! The generated client, against generated mocks.

use httpmock::MockServer;

use crate::{client::Client, mock::MockServerExt as _, types};

fn client(server: &MockServer) -> Client {
    Client::new_with_client(&server.base_url(), reqwest::Client::new())
}

fn thing(name: &str) -> types::Thing {
    types::Thing { name: name.parse().expect("short"), tags: None }
}

fn error(message: &str) -> types::Error {
    types::Error { message: message.to_owned() }
}

/// The mock answers what has the parameters that it expects, and nothing else.
#[tokio::test]
async fn mock_expects_parameters_as_the_client_sends_them() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    let id = uuid::Uuid::from_u128(7);
    let since: chrono::DateTime<chrono::Utc> = "2026-01-01T12:00:00.5Z".parse().expect("a time");
    let size = |size: i64| types::Size::try_from(size).expect("within the limits");
    let all = server.thing_get(|when, then| {
        when.id(&id).size(&size(3)).since(&since).x_trace("a b");
        then.ok(&thing("all"));
    });
    let none = server.thing_get(|when, then| {
        when.id(&id).size(None).since(None).x_trace(None);
        then.ok(&thing("none"));
    });

    let get = || client.thing_get().id(id);
    let found = get().size(size(3)).since(since).x_trace("a b").send().await.expect("found");
    assert_eq!(found.name.as_str(), "all");
    assert_eq!(get().send().await.expect("found").name.as_str(), "none");
    let later = since + std::time::Duration::from_secs(1);
    for other in [
        client.thing_get().id(uuid::Uuid::nil()),
        get().size(size(3)),
        get().since(since),
        get().x_trace("a b"),
        get().size(size(3)).since(since).x_trace("a"),
        get().size(size(3)).since(later).x_trace("a b"),
        get().size(size(4)).since(since).x_trace("a b"),
    ] {
        assert!(other.clone().send().await.is_err(), "{other:?}");
    }
    assert_eq!((all.calls_async().await, none.calls_async().await), (1, 1));
}

/// A value in a path is that value: no pattern, and no other segment.
#[tokio::test]
async fn mock_expects_a_path_literally() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    let id = uuid::Uuid::from_u128(7);
    // But a backslash, which URLs take for a slash.
    let printable: String = (' '..='~').filter(|c| *c != '\\').collect();
    for part in ["a.b", "a+b (c)*", "[a-c]|d?", "50%", "ä/ö", "_~$-<'\"", &printable] {
        let mock = server.part_delete(|when, then| {
            when.id(&id).part(part);
            then.no_content();
        });
        let deleted = client.part_delete().id(id).part(part).send().await;
        assert_eq!(deleted.expect(part).status(), 204);
        mock.assert_async().await;
        let other = client.part_delete().id(uuid::Uuid::nil()).part(part).send().await;
        assert!(other.is_err(), "{part}");
    }
    assert!(client.part_delete().id(id).part("axb").send().await.is_err());
}

#[tokio::test]
async fn mock_expects_a_body_and_returns_errors() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    server.thing_create(|when, then| {
        when.body(&thing("a"));
        then.no_content();
    });
    server.thing_create(|when, then| {
        when.body(&thing("b"));
        then.client_error::<418>(&error("short and stout"));
    });
    server.thing_create(|when, then| {
        when.body(&thing("c"));
        then.server_error::<599>(&error("out"));
    });
    let create = async |name: &str| client.thing_create().body(thing(name)).send().await;
    create("a").await.expect("made");
    for (name, status, message) in [("b", 418, "short and stout"), ("c", 599, "out")] {
        match create(name).await {
            Err(crate::client::Error::ErrorResponse(error)) => {
                assert_eq!((error.status().as_u16(), error.message.as_str()), (status, message));
            }
            other => panic!("not an error of the contract: {other:?}"),
        }
    }

    let mock = server.thing_get(|_, then| {
        then.not_found(&error("nowhere"));
    });
    let get = async || client.thing_get().id(uuid::Uuid::nil()).send().await;
    assert_eq!(get().await.expect_err("nowhere").status().map(|it| it.as_u16()), Some(404));
    mock.delete_async().await;
    server.thing_get(|_, then| {
        then.status_499(&error("gone"));
    });
    assert_eq!(get().await.expect_err("gone").status().map(|it| it.as_u16()), Some(499));
}
