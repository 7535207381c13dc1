// @generated from contract.yaml

//! Stands in for a server of Thing, for tests of what calls it.
//!
//! `MockServerExt` gives a [`MockServer`](httpmock::MockServer) a method for each operation.
//! Expectations and answers keep to the contract; `into_inner()` leads out of it.
#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]

use super::types as types;
/// The version that these mocks are made with.
pub use httpmock;

/// Mocks of operations, on a [`MockServer`](httpmock::MockServer). They work like those
/// that [`mock`](httpmock::MockServer::mock) makes.
pub trait MockServerExt {
    /// Mocks `thing_create`: `POST /things`.
    fn thing_create(
        &self,
        mock: impl FnOnce(operations::ThingCreateWhen, operations::ThingCreateThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `thing_get`: `GET /things/{id}`.
    fn thing_get(
        &self,
        mock: impl FnOnce(operations::ThingGetWhen, operations::ThingGetThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `part_delete`: `DELETE /things/{id}/v1.0/{part}`.
    fn part_delete(
        &self,
        mock: impl FnOnce(operations::PartDeleteWhen, operations::PartDeleteThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn thing_create(
        &self,
        mock: impl FnOnce(operations::ThingCreateWhen, operations::ThingCreateThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ThingCreateWhen::new(when),
                operations::ThingCreateThen::new(then),
            );
        })
    }

    fn thing_get(
        &self,
        mock: impl FnOnce(operations::ThingGetWhen, operations::ThingGetThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ThingGetWhen::new(when),
                operations::ThingGetThen::new(then),
            );
        })
    }

    fn part_delete(
        &self,
        mock: impl FnOnce(operations::PartDeleteWhen, operations::PartDeleteThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PartDeleteWhen::new(when),
                operations::PartDeleteThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `thing_create` that a mock expects: any at first.
    pub struct ThingCreateWhen(httpmock::When);

    impl ThingCreateWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/things"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Thing) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `thing_create`.
    pub struct ThingCreateThen(httpmock::Then);

    impl ThingCreateThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: Made.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Bad.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `thing_get` that a mock expects: any at first.
    pub struct ThingGetWhen(httpmock::When);

    impl ThingGetWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/things/[^/]*$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// Which one.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/things/{}$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this `since`, or for `None`, those without.
        pub fn since<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("since"));
            };
            Self(self.0.query_param("since", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `size`, or for `None`, those without.
        pub fn size<'a>(self, value: impl Into<Option<&'a types::Size>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("size"));
            };
            Self(self.0.query_param("size", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `X-Trace`, or for `None`, those without.
        pub fn x_trace<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("X-Trace"));
            };
            Self(self.0.header("X-Trace", value.to_string()))
        }
    }

    /// The response of a mock to `thing_get`.
    pub struct ThingGetThen(httpmock::Then);

    impl ThingGetThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The thing.
        pub fn ok(self, value: &types::Thing) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 404: Bad.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 499: The caller has gone.
        pub fn status_499(self, value: &types::Error) -> Self {
            Self(json(self.0, 499).json_body_obj(value))
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Bad.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `part_delete` that a mock expects: any at first.
    pub struct PartDeleteWhen(httpmock::When);

    impl PartDeleteWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::DELETE)
                    .path_matches("^/things/[^/]*/v1\\.0/[^/]*$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/things/{}/v1\\.0/[^/]*$", path_text(& value.to_string())
                        ),
                    ),
            )
        }

        /// Only those with this `part`.
        pub fn part(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/things/[^/]*/v1\\.0/{}$", path_text(& value.to_string())
                        ),
                    ),
            )
        }
    }

    /// The response of a mock to `part_delete`.
    pub struct PartDeleteThen(httpmock::Then);

    impl PartDeleteThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: Gone.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400 to 499: Bad.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Bad.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
    }

    /// Returns a regular expression that matches only this value, as it is sent in a path.
    fn path_text(value: &str) -> String {
        progenitor_client::encode_path(value)
            .chars()
            .flat_map(|c| {
                c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])
            })
            .collect()
    }

    /// Returns a value as it is sent in a query.
    fn query_text(value: serde_json::Result<serde_json::Value>) -> String {
        match value {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(error) => panic!("a parameter cannot be sent: {error}"),
        }
    }
}
