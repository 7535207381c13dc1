// @generated from names.yaml

//! Stands in for a server of Names, for tests of what calls it.
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
    /// Mocks `gen`: `PUT /option`.
    fn gen_operation(
        &self,
        mock: impl FnOnce(operations::GenOperationWhen, operations::GenOperationThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `self`: `POST /option`.
    fn self_operation(
        &self,
        mock: impl FnOnce(operations::SelfOperationWhen, operations::SelfOperationThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `option/url`: `GET /option/url`.
    fn option_url(
        &self,
        mock: impl FnOnce(operations::OptionUrlWhen, operations::OptionUrlThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `option/{request}`: `GET /option/{request}`.
    fn option_request(
        &self,
        mock: impl FnOnce(operations::OptionRequestWhen, operations::OptionRequestThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn gen_operation(
        &self,
        mock: impl FnOnce(operations::GenOperationWhen, operations::GenOperationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GenOperationWhen::new(when),
                operations::GenOperationThen::new(then),
            );
        })
    }

    fn self_operation(
        &self,
        mock: impl FnOnce(operations::SelfOperationWhen, operations::SelfOperationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::SelfOperationWhen::new(when),
                operations::SelfOperationThen::new(then),
            );
        })
    }

    fn option_url(
        &self,
        mock: impl FnOnce(operations::OptionUrlWhen, operations::OptionUrlThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::OptionUrlWhen::new(when),
                operations::OptionUrlThen::new(then),
            );
        })
    }

    fn option_request(
        &self,
        mock: impl FnOnce(operations::OptionRequestWhen, operations::OptionRequestThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::OptionRequestWhen::new(when),
                operations::OptionRequestThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `gen` that a mock expects: any at first.
    pub struct GenOperationWhen(httpmock::When);

    impl GenOperationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/option"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `$id`, or for `None`, those without.
        pub fn id<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("$id"));
            };
            Self(self.0.query_param("$id", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `Self`, or for `None`, those without.
        pub fn self_query<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("Self"));
            };
            Self(self.0.query_param("Self", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `_id`, or for `None`, those without.
        pub fn id_query<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("_id"));
            };
            Self(self.0.query_param("_id", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `content-type`, or for `None`, those without.
        pub fn content_type<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("content-type"));
            };
            Self(
                self
                    .0
                    .query_param("content-type", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `gen`, or for `None`, those without.
        pub fn gen_<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("gen"));
            };
            Self(self.0.query_param("gen", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `self`, or for `None`, those without.
        pub fn self_<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("self"));
            };
            Self(self.0.query_param("self", query_text(serde_json::to_value(value))))
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Option) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `gen`.
    pub struct GenOperationThen(httpmock::Then);

    impl GenOperationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The same.
        pub fn ok(self, value: &types::Option) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `self` that a mock expects: any at first.
    pub struct SelfOperationWhen(httpmock::When);

    impl SelfOperationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/option"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `content-type`, or for `None`, those without.
        pub fn content_type_query<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("content-type"));
            };
            Self(
                self
                    .0
                    .query_param("content-type", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `self`.
    pub struct SelfOperationThen(httpmock::Then);

    impl SelfOperationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: All types.
        pub fn ok(self, value: &types::DefaultSchema) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `option/url` that a mock expects: any at first.
    pub struct OptionUrlWhen(httpmock::When);

    impl OptionUrlWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/option/url"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `option/url`.
    pub struct OptionUrlThen(httpmock::Then);

    impl OptionUrlThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: It is there.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }
    }

    /// The requests of `option/{request}` that a mock expects: any at first.
    pub struct OptionRequestWhen(httpmock::When);

    impl OptionRequestWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/option/[^/]*$")
                    .path_not("/option/url"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `request`.
        pub fn request(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/option/{}$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this `url`, or for `None`, those without.
        pub fn url<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("url"));
            };
            Self(self.0.query_param("url", query_text(serde_json::to_value(value))))
        }
    }

    /// The response of a mock to `option/{request}`.
    pub struct OptionRequestThen(httpmock::Then);

    impl OptionRequestThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The parameters.
        pub fn ok(self, value: &types::S) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
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
