// @generated from requests.yaml

//! Stands in for a server of Requests, for tests of what calls it.
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
    /// Mocks `count`: `GET /count/{number}`.
    fn count(
        &self,
        mock: impl FnOnce(operations::CountWhen, operations::CountThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `2fa`: `POST /echo/2fa`.
    fn n_2fa(
        &self,
        mock: impl FnOnce(operations::N2faWhen, operations::N2faThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `need_both`: `GET /echo/both`.
    fn need_both(
        &self,
        mock: impl FnOnce(operations::NeedBothWhen, operations::NeedBothThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `need_certificate`: `GET /echo/certificate`.
    fn need_certificate(
        &self,
        mock: impl FnOnce(
            operations::NeedCertificateWhen,
            operations::NeedCertificateThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_choices`: `GET /echo/choices/{id}`.
    fn read_choices(
        &self,
        mock: impl FnOnce(operations::ReadChoicesWhen, operations::ReadChoicesThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_deep`: `GET /echo/deep`.
    fn read_deep(
        &self,
        mock: impl FnOnce(operations::ReadDeepWhen, operations::ReadDeepThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `need_digest`: `GET /echo/digest`.
    fn need_digest(
        &self,
        mock: impl FnOnce(operations::NeedDigestWhen, operations::NeedDigestThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `need_either`: `GET /echo/either`.
    fn need_either(
        &self,
        mock: impl FnOnce(operations::NeedEitherWhen, operations::NeedEitherThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_encoded`: `GET /echo/json/{point}`.
    fn read_encoded(
        &self,
        mock: impl FnOnce(operations::ReadEncodedWhen, operations::ReadEncodedThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_lists`: `GET /echo/lists`.
    fn read_lists(
        &self,
        mock: impl FnOnce(operations::ReadListsWhen, operations::ReadListsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_marked`: `GET /echo/marked`.
    fn read_marked(
        &self,
        mock: impl FnOnce(operations::ReadMarkedWhen, operations::ReadMarkedThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_mixed`: `GET /echo/mixed`.
    fn read_mixed(
        &self,
        mock: impl FnOnce(operations::ReadMixedWhen, operations::ReadMixedThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `need_none`: `GET /echo/optional`.
    fn need_none(
        &self,
        mock: impl FnOnce(operations::NeedNoneWhen, operations::NeedNoneThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_parts`: `GET /echo/parts/{ids}/{point}/{days}`.
    fn read_parts(
        &self,
        mock: impl FnOnce(operations::ReadPartsWhen, operations::ReadPartsThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_times`: `GET /echo/times/{at}`.
    fn read_times(
        &self,
        mock: impl FnOnce(operations::ReadTimesWhen, operations::ReadTimesThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_limited_times`: `GET /echo/times/{at}/limited`.
    fn read_limited_times(
        &self,
        mock: impl FnOnce(
            operations::ReadLimitedTimesWhen,
            operations::ReadLimitedTimesThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `async`: `GET /echo/{id}/same`.
    fn async_operation(
        &self,
        mock: impl FnOnce(operations::AsyncOperationWhen, operations::AsyncOperationThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `new`: `OPTIONS /echo/{id}/same`.
    fn new_operation(
        &self,
        mock: impl FnOnce(operations::NewOperationWhen, operations::NewOperationThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `error`: `POST /echo/{name}/same`.
    fn error_operation(
        &self,
        mock: impl FnOnce(operations::ErrorOperationWhen, operations::ErrorOperationThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_whole`: `GET /files/{id}`.
    fn read_whole(
        &self,
        mock: impl FnOnce(operations::ReadWholeWhen, operations::ReadWholeThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `cancel_file`: `POST /files/{id}:cancel`.
    fn cancel_file(
        &self,
        mock: impl FnOnce(operations::CancelFileWhen, operations::CancelFileThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_file`: `GET /files/{name}.{ext}`.
    fn read_file(
        &self,
        mock: impl FnOnce(operations::ReadFileWhen, operations::ReadFileThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_slash`: `GET /slash/`.
    fn get_slash(
        &self,
        mock: impl FnOnce(operations::GetSlashWhen, operations::GetSlashThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn count(
        &self,
        mock: impl FnOnce(operations::CountWhen, operations::CountThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::CountWhen::new(when), operations::CountThen::new(then));
        })
    }

    fn n_2fa(
        &self,
        mock: impl FnOnce(operations::N2faWhen, operations::N2faThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(operations::N2faWhen::new(when), operations::N2faThen::new(then));
        })
    }

    fn need_both(
        &self,
        mock: impl FnOnce(operations::NeedBothWhen, operations::NeedBothThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::NeedBothWhen::new(when),
                operations::NeedBothThen::new(then),
            );
        })
    }

    fn need_certificate(
        &self,
        mock: impl FnOnce(
            operations::NeedCertificateWhen,
            operations::NeedCertificateThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::NeedCertificateWhen::new(when),
                operations::NeedCertificateThen::new(then),
            );
        })
    }

    fn read_choices(
        &self,
        mock: impl FnOnce(operations::ReadChoicesWhen, operations::ReadChoicesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadChoicesWhen::new(when),
                operations::ReadChoicesThen::new(then),
            );
        })
    }

    fn read_deep(
        &self,
        mock: impl FnOnce(operations::ReadDeepWhen, operations::ReadDeepThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadDeepWhen::new(when),
                operations::ReadDeepThen::new(then),
            );
        })
    }

    fn need_digest(
        &self,
        mock: impl FnOnce(operations::NeedDigestWhen, operations::NeedDigestThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::NeedDigestWhen::new(when),
                operations::NeedDigestThen::new(then),
            );
        })
    }

    fn need_either(
        &self,
        mock: impl FnOnce(operations::NeedEitherWhen, operations::NeedEitherThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::NeedEitherWhen::new(when),
                operations::NeedEitherThen::new(then),
            );
        })
    }

    fn read_encoded(
        &self,
        mock: impl FnOnce(operations::ReadEncodedWhen, operations::ReadEncodedThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadEncodedWhen::new(when),
                operations::ReadEncodedThen::new(then),
            );
        })
    }

    fn read_lists(
        &self,
        mock: impl FnOnce(operations::ReadListsWhen, operations::ReadListsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadListsWhen::new(when),
                operations::ReadListsThen::new(then),
            );
        })
    }

    fn read_marked(
        &self,
        mock: impl FnOnce(operations::ReadMarkedWhen, operations::ReadMarkedThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadMarkedWhen::new(when),
                operations::ReadMarkedThen::new(then),
            );
        })
    }

    fn read_mixed(
        &self,
        mock: impl FnOnce(operations::ReadMixedWhen, operations::ReadMixedThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadMixedWhen::new(when),
                operations::ReadMixedThen::new(then),
            );
        })
    }

    fn need_none(
        &self,
        mock: impl FnOnce(operations::NeedNoneWhen, operations::NeedNoneThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::NeedNoneWhen::new(when),
                operations::NeedNoneThen::new(then),
            );
        })
    }

    fn read_parts(
        &self,
        mock: impl FnOnce(operations::ReadPartsWhen, operations::ReadPartsThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadPartsWhen::new(when),
                operations::ReadPartsThen::new(then),
            );
        })
    }

    fn read_times(
        &self,
        mock: impl FnOnce(operations::ReadTimesWhen, operations::ReadTimesThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadTimesWhen::new(when),
                operations::ReadTimesThen::new(then),
            );
        })
    }

    fn read_limited_times(
        &self,
        mock: impl FnOnce(
            operations::ReadLimitedTimesWhen,
            operations::ReadLimitedTimesThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadLimitedTimesWhen::new(when),
                operations::ReadLimitedTimesThen::new(then),
            );
        })
    }

    fn async_operation(
        &self,
        mock: impl FnOnce(operations::AsyncOperationWhen, operations::AsyncOperationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::AsyncOperationWhen::new(when),
                operations::AsyncOperationThen::new(then),
            );
        })
    }

    fn new_operation(
        &self,
        mock: impl FnOnce(operations::NewOperationWhen, operations::NewOperationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::NewOperationWhen::new(when),
                operations::NewOperationThen::new(then),
            );
        })
    }

    fn error_operation(
        &self,
        mock: impl FnOnce(operations::ErrorOperationWhen, operations::ErrorOperationThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ErrorOperationWhen::new(when),
                operations::ErrorOperationThen::new(then),
            );
        })
    }

    fn read_whole(
        &self,
        mock: impl FnOnce(operations::ReadWholeWhen, operations::ReadWholeThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadWholeWhen::new(when),
                operations::ReadWholeThen::new(then),
            );
        })
    }

    fn cancel_file(
        &self,
        mock: impl FnOnce(operations::CancelFileWhen, operations::CancelFileThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CancelFileWhen::new(when),
                operations::CancelFileThen::new(then),
            );
        })
    }

    fn read_file(
        &self,
        mock: impl FnOnce(operations::ReadFileWhen, operations::ReadFileThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadFileWhen::new(when),
                operations::ReadFileThen::new(then),
            );
        })
    }

    fn get_slash(
        &self,
        mock: impl FnOnce(operations::GetSlashWhen, operations::GetSlashThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetSlashWhen::new(when),
                operations::GetSlashThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `count` that a mock expects: any at first.
    pub struct CountWhen(httpmock::When);

    impl CountWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/count/[^/]*$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `number`.
        pub fn number(self, value: &types::CountNumber) -> Self {
            Self(
                self
                    .0
                    .path_matches(format!("^/count/{}$", path_text(& value.to_string()))),
            )
        }
    }

    /// The response of a mock to `count`.
    pub struct CountThen(httpmock::Then);

    impl CountThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::CountResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `2fa` that a mock expects: any at first.
    pub struct N2faWhen(httpmock::When);

    impl N2faWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/echo/2fa"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `2fa`.
    pub struct N2faThen(httpmock::Then);

    impl N2faThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::N2faResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 202: The text.
        pub fn accepted(self, value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(202).header("content-type", "text/plain").body(value))
        }

        /// 400 to 499: Refused.
        pub fn client_error_application_json<const STATUS: u16>(
            self,
            value: &types::N2faError,
        ) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 400 to 499: Refused.
        pub fn client_error_text_plain<const STATUS: u16>(
            self,
            value: impl AsRef<[u8]>,
        ) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(self.0.status(STATUS).header("content-type", "text/plain").body(value))
        }
    }

    /// The requests of `need_both` that a mock expects: any at first.
    pub struct NeedBothWhen(httpmock::When);

    impl NeedBothWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/both"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `need_both`.
    pub struct NeedBothThen(httpmock::Then);

    impl NeedBothThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::NeedBothResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `need_certificate` that a mock expects: any at first.
    pub struct NeedCertificateWhen(httpmock::When);

    impl NeedCertificateWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/certificate"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `need_certificate`.
    pub struct NeedCertificateThen(httpmock::Then);

    impl NeedCertificateThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::NeedCertificateResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_choices` that a mock expects: any at first.
    pub struct ReadChoicesWhen(httpmock::When);

    impl ReadChoicesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner.method(httpmock::Method::GET).path_matches("^/echo/choices/[^/]*$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &types::PointId) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/echo/choices/{}$", path_text(&
                            query_text(serde_json::to_value(value)))
                        ),
                    ),
            )
        }

        /// Only those with this `level`, or for `None`, those without.
        ///
        /// The level.
        pub fn level<'a>(self, value: impl Into<Option<&'a types::Level>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("level"));
            };
            Self(self.0.query_param("level", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `since`, or for `None`, those without.
        pub fn since<'a>(
            self,
            value: impl Into<Option<&'a types::ReadChoicesSince>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("since"));
            };
            Self(self.0.query_param("since", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `size`, or for `None`, those without.
        pub fn size<'a>(
            self,
            value: impl Into<Option<&'a types::ReadChoicesSize>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("size"));
            };
            Self(self.0.query_param("size", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `X-Mark`.
        pub fn x_mark(self, value: &types::ReadChoicesXMark) -> Self {
            Self(self.0.header("X-Mark", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `mark`, or for `None`, those without.
        pub fn mark<'a>(
            self,
            value: impl Into<Option<&'a types::ReadChoicesMark>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.cookie_missing("mark"));
            };
            Self(self.0.cookie("mark", query_text(serde_json::to_value(value))))
        }
    }

    /// The response of a mock to `read_choices`.
    pub struct ReadChoicesThen(httpmock::Then);

    impl ReadChoicesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadChoicesResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_deep` that a mock expects: any at first.
    pub struct ReadDeepWhen(httpmock::When);

    impl ReadDeepWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/deep"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with all members of this `filter`.
        pub fn filter(self, value: &types::DeepFilter) -> Self {
            let mut pairs = Vec::new();
            let value = serde_json::to_value(value);
            add_members("filter", &value.expect("a parameter can be sent"), &mut pairs);
            Self(
                pairs
                    .into_iter()
                    .fold(self.0, |when, (name, value)| when.query_param(name, value)),
            )
        }

        /// Only those with all members of this `switches`.
        pub fn switches(self, value: &types::ReadDeepSwitches) -> Self {
            let mut pairs = Vec::new();
            let value = serde_json::to_value(value);
            add_members(
                "switches",
                &value.expect("a parameter can be sent"),
                &mut pairs,
            );
            Self(
                pairs
                    .into_iter()
                    .fold(self.0, |when, (name, value)| when.query_param(name, value)),
            )
        }

        /// Only those with all members of this `tags`.
        pub fn tags(self, value: &types::ReadDeepTags) -> Self {
            let mut pairs = Vec::new();
            let value = serde_json::to_value(value);
            add_members("tags", &value.expect("a parameter can be sent"), &mut pairs);
            Self(
                pairs
                    .into_iter()
                    .fold(self.0, |when, (name, value)| when.query_param(name, value)),
            )
        }
    }

    /// The response of a mock to `read_deep`.
    pub struct ReadDeepThen(httpmock::Then);

    impl ReadDeepThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadDeepResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `need_digest` that a mock expects: any at first.
    pub struct NeedDigestWhen(httpmock::When);

    impl NeedDigestWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/digest"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `need_digest`.
    pub struct NeedDigestThen(httpmock::Then);

    impl NeedDigestThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::NeedDigestResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `need_either` that a mock expects: any at first.
    pub struct NeedEitherWhen(httpmock::When);

    impl NeedEitherWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/either"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `need_either`.
    pub struct NeedEitherThen(httpmock::Then);

    impl NeedEitherThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::NeedEitherResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_encoded` that a mock expects: any at first.
    pub struct ReadEncodedWhen(httpmock::When);

    impl ReadEncodedWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/echo/json/[^/]*$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `point`.
        pub fn point(self, value: &types::Point) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/echo/json/{}$", path_text(&
                            json_text(serde_json::to_string(value)))
                        ),
                    ),
            )
        }

        /// Only those with this `count`, or for `None`, those without.
        pub fn count<'a>(
            self,
            value: impl Into<Option<&'a types::ReadEncodedCount>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("count"));
            };
            Self(self.0.query_param("count", json_text(serde_json::to_string(value))))
        }

        /// Only those with this `filter`, or for `None`, those without.
        pub fn filter<'a>(
            self,
            value: impl Into<Option<&'a types::ReadEncodedFilter>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("filter"));
            };
            Self(self.0.query_param("filter", json_text(serde_json::to_string(value))))
        }

        /// Only those with this `X-Meta`.
        pub fn x_meta(self, value: &types::ReadEncodedXMeta) -> Self {
            Self(self.0.header("X-Meta", json_text(serde_json::to_string(value))))
        }

        /// Only those with this `prefs`, or for `None`, those without.
        pub fn prefs<'a>(self, value: impl Into<Option<&'a types::Prefs>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.cookie_missing("prefs"));
            };
            Self(
                self
                    .0
                    .cookie(
                        "prefs",
                        cookie_json(&json_text(serde_json::to_string(value))),
                    ),
            )
        }
    }

    /// The response of a mock to `read_encoded`.
    pub struct ReadEncodedThen(httpmock::Then);

    impl ReadEncodedThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadEncodedResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_lists` that a mock expects: any at first.
    pub struct ReadListsWhen(httpmock::When);

    impl ReadListsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/lists"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this list `colour`.
        pub fn colour(self, values: &[types::ReadListsColourItem]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("colour", each.join(",")))
        }

        /// Only those with all these `each`.
        pub fn each(self, values: &[String]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("each", query_text(value)),
                    ),
            )
        }

        /// Only those with this `least`, or for `None`, those without.
        pub fn least(self, value: impl Into<Option<i32>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("least"));
            };
            Self(self.0.query_param("least", query_text(serde_json::to_value(value))))
        }

        /// Only those with all these `tags`.
        pub fn tags(self, values: &[String]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("tags", query_text(value)),
                    ),
            )
        }

        /// Only those with this list `name`.
        pub fn name(self, values: &[String]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("name", each.join(" ")))
        }

        /// Only those with this list `size`.
        pub fn size(self, values: &[i64]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("size", each.join("|")))
        }

        /// Only those with this list `word`.
        pub fn word(self, values: &[String]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("word", each.join(",")))
        }
    }

    /// The response of a mock to `read_lists`.
    pub struct ReadListsThen(httpmock::Then);

    impl ReadListsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadListsResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_marked` that a mock expects: any at first.
    pub struct ReadMarkedWhen(httpmock::When);

    impl ReadMarkedWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/marked"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with all these `[b]`.
        pub fn b(self, values: &[i64]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("[b]", query_text(value)),
                    ),
            )
        }

        /// Only those with this `filter[*]`, or for `None`, those without.
        pub fn filter<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("filter[*]"));
            };
            Self(
                self.0.query_param("filter[*]", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this list `list[|]`.
        pub fn list(self, values: &[String]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("list[|]", each.join(",")))
        }

        /// Only those with all these `others`.
        pub fn others(self, values: &std::collections::HashMap<String, String>) -> Self {
            let each = values
                .iter()
                .map(|(name, value)| (name, serde_json::to_value(value)));
            Self(
                each
                    .fold(
                        self.0,
                        |when, (name, value)| {
                            when.query_param(name, query_text(value))
                        },
                    ),
            )
        }

        /// Only those with this `sort[,]`.
        pub fn sort(self, value: &str) -> Self {
            Self(self.0.query_param("sort[,]", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `{id}`, or for `None`, those without.
        pub fn id(self, value: impl Into<Option<i64>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("{id}"));
            };
            Self(self.0.query_param("{id}", query_text(serde_json::to_value(value))))
        }
    }

    /// The response of a mock to `read_marked`.
    pub struct ReadMarkedThen(httpmock::Then);

    impl ReadMarkedThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadMarkedResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_mixed` that a mock expects: any at first.
    pub struct ReadMixedWhen(httpmock::When);

    impl ReadMixedWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/mixed"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this list `either`.
        pub fn either(self, values: &[types::ReadMixedEitherItem]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("either", each.join(",")))
        }

        /// Only those with all members of this `free`.
        pub fn free(self, value: &types::ReadMixedFree) -> Self {
            let mut pairs = Vec::new();
            let value = serde_json::to_value(value);
            add_members("free", &value.expect("a parameter can be sent"), &mut pairs);
            Self(
                pairs
                    .into_iter()
                    .fold(self.0, |when, (name, value)| when.query_param(name, value)),
            )
        }

        /// Only those with this `header_map`, or for `None`, those without.
        pub fn header_map_query<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("header_map"));
            };
            Self(
                self.0.query_param("header_map", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with all these `mixed`.
        pub fn mixed(self, values: &[types::ReadMixedMixedItem]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("mixed", query_text(value)),
                    ),
            )
        }

        /// Only those with all these `more`.
        pub fn more(self, values: &std::collections::HashMap<String, String>) -> Self {
            let each = values
                .iter()
                .map(|(name, value)| (name, serde_json::to_value(value)));
            Self(
                each
                    .fold(
                        self.0,
                        |when, (name, value)| {
                            when.query_param(name, query_text(value))
                        },
                    ),
            )
        }

        /// Only those with this `info`, or for `None`, those without.
        pub fn info_header<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("info"));
            };
            Self(self.0.header("info", value.to_string()))
        }
    }

    /// The response of a mock to `read_mixed`.
    pub struct ReadMixedThen(httpmock::Then);

    impl ReadMixedThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadMixedResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `need_none` that a mock expects: any at first.
    pub struct NeedNoneWhen(httpmock::When);

    impl NeedNoneWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/echo/optional"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `need_none`.
    pub struct NeedNoneThen(httpmock::Then);

    impl NeedNoneThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::NeedNoneResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_parts` that a mock expects: any at first.
    pub struct ReadPartsWhen(httpmock::When);

    impl ReadPartsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/echo/parts/[^/]*/[^/]*/[^/]*$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `days`.
        pub fn days(self, values: &[chrono::DateTime<chrono::Utc>]) -> Self {
            let texts: Vec<String> = values
                .iter()
                .map(|value| {
                    let text = query_text(serde_json::to_value(value));
                    path_part(&text)
                })
                .collect();
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/echo/parts/[^/]*/[^/]*/{}$", texts.join(",")),
                    ),
            )
        }

        /// Only those with this `ids`.
        pub fn ids(self, values: &[String]) -> Self {
            let texts: Vec<String> = values
                .iter()
                .map(|value| {
                    let text = query_text(serde_json::to_value(value));
                    path_part(&text)
                })
                .collect();
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/echo/parts/{}/[^/]*/[^/]*$", texts.join(",")),
                    ),
            )
        }

        /// Only those with this `point`.
        pub fn point(self, value: &types::Point) -> Self {
            let texts: Vec<String> = {
                let mut pairs = Vec::new();
                let value = serde_json::to_value(value);
                add_members("", &value.expect("a parameter can be sent"), &mut pairs);
                pairs
            }
                .iter()
                .map(|(key, text)| {
                    let key = key.trim_matches(['[', ']']);
                    format!(
                        "{}={}", path_part(key).replace("\\=", "%3D"), path_part(text)
                    )
                })
                .collect();
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/echo/parts/[^/]*/{}/[^/]*$", texts.join(",")),
                    ),
            )
        }

        /// Only those with all these `size`.
        pub fn size(self, values: &[f64]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("size", query_text(value)),
                    ),
            )
        }

        /// Only those with this list `word`.
        pub fn word(self, values: &[String]) -> Self {
            let each: Vec<String> = values
                .iter()
                .map(|value| query_text(serde_json::to_value(value)))
                .collect();
            Self(self.0.query_param("word", each.join(",")))
        }

        /// Only those with this `X-Names`.
        pub fn x_names(self, values: &[String]) -> Self {
            let texts: Vec<String> = values
                .iter()
                .map(|value| {
                    let text = query_text(serde_json::to_value(value));
                    text
                })
                .collect();
            Self(self.0.header("X-Names", texts.join(",")))
        }

        /// Only those with this `X-Point`.
        pub fn x_point(self, value: &types::Point) -> Self {
            let texts: Vec<String> = {
                let mut pairs = Vec::new();
                let value = serde_json::to_value(value);
                add_members("", &value.expect("a parameter can be sent"), &mut pairs);
                pairs
            }
                .iter()
                .map(|(key, text)| {
                    let key = key.trim_matches(['[', ']']);
                    format!("{key}{}{text}", ',')
                })
                .collect();
            Self(self.0.header("X-Point", texts.join(",")))
        }

        /// Only those with this `X-Rates`.
        pub fn x_rates(self, value: &types::ReadPartsXRates) -> Self {
            let texts: Vec<String> = {
                let mut pairs = Vec::new();
                let value = serde_json::to_value(value);
                add_members("", &value.expect("a parameter can be sent"), &mut pairs);
                pairs
            }
                .iter()
                .map(|(key, text)| {
                    let key = key.trim_matches(['[', ']']);
                    format!("{key}{}{text}", '=')
                })
                .collect();
            Self(self.0.header("X-Rates", texts.join(",")))
        }

        /// Only those with this `X-Sizes`.
        pub fn x_sizes(self, values: &[i64]) -> Self {
            let texts: Vec<String> = values
                .iter()
                .map(|value| {
                    let text = query_text(serde_json::to_value(value));
                    text
                })
                .collect();
            Self(self.0.header("X-Sizes", texts.join(",")))
        }

        /// Only those with this `colours`.
        pub fn colours(self, values: &[types::ReadPartsColoursItem]) -> Self {
            let texts: Vec<String> = values
                .iter()
                .map(|value| {
                    let text = query_text(serde_json::to_value(value));
                    text
                })
                .collect();
            Self(self.0.cookie("colours", texts.join(",")))
        }

        /// Only those with this `corner`.
        pub fn corner(self, value: &types::Point) -> Self {
            let texts: Vec<String> = {
                let mut pairs = Vec::new();
                let value = serde_json::to_value(value);
                add_members("", &value.expect("a parameter can be sent"), &mut pairs);
                pairs
            }
                .iter()
                .map(|(key, text)| {
                    let key = key.trim_matches(['[', ']']);
                    format!("{key}{}{text}", ',')
                })
                .collect();
            Self(self.0.cookie("corner", texts.join(",")))
        }
    }

    /// The response of a mock to `read_parts`.
    pub struct ReadPartsThen(httpmock::Then);

    impl ReadPartsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadPartsResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_times` that a mock expects: any at first.
    pub struct ReadTimesWhen(httpmock::When);

    impl ReadTimesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/echo/times/[^/]*$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `at`.
        pub fn at(self, value: &chrono::DateTime<chrono::Utc>) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/echo/times/{}$", path_text(& value
                            .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
                        ),
                    ),
            )
        }

        /// Only those with this `X-Since`, or for `None`, those without.
        pub fn x_since<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("X-Since"));
            };
            Self(
                self
                    .0
                    .header(
                        "X-Since",
                        value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
                    ),
            )
        }

        /// Only those with this `X-Until`.
        pub fn x_until(self, value: &types::Time) -> Self {
            Self(
                self
                    .0
                    .header(
                        "X-Until",
                        value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
                    ),
            )
        }

        /// Only those with this `day`, or for `None`, those without.
        pub fn day<'a>(self, value: impl Into<Option<&'a chrono::NaiveDate>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.cookie_missing("day"));
            };
            Self(self.0.cookie("day", value.to_string()))
        }

        /// Only those with this `session`.
        pub fn session(self, value: &str) -> Self {
            Self(self.0.cookie("session", value.to_string()))
        }
    }

    /// The response of a mock to `read_times`.
    pub struct ReadTimesThen(httpmock::Then);

    impl ReadTimesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadTimesResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_limited_times` that a mock expects: any at first.
    pub struct ReadLimitedTimesWhen(httpmock::When);

    impl ReadLimitedTimesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/echo/times/[^/]*/limited$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `at`.
        pub fn at(self, value: &types::ReadLimitedTimesAt) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/echo/times/{}/limited$", path_text(& value.to_string())
                        ),
                    ),
            )
        }

        /// Only those with this `until`, or for `None`, those without.
        pub fn until<'a>(
            self,
            value: impl Into<Option<&'a types::ReadLimitedTimesUntil>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("until"));
            };
            Self(self.0.query_param("until", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `X-New-Year`, or for `None`, those without.
        pub fn x_new_year<'a>(
            self,
            value: impl Into<Option<&'a types::ReadLimitedTimesXNewYear>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("X-New-Year"));
            };
            Self(self.0.header("X-New-Year", value.to_string()))
        }

        /// Only those with this `X-Since`, or for `None`, those without.
        pub fn x_since<'a>(
            self,
            value: impl Into<Option<&'a types::ReadLimitedTimesXSince>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("X-Since"));
            };
            Self(self.0.header("X-Since", value.to_string()))
        }
    }

    /// The response of a mock to `read_limited_times`.
    pub struct ReadLimitedTimesThen(httpmock::Then);

    impl ReadLimitedTimesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadLimitedTimesResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `async` that a mock expects: any at first.
    pub struct AsyncOperationWhen(httpmock::When);

    impl AsyncOperationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path_matches("^/echo/[^/]*/same$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/echo/{}/same$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this `body`, or for `None`, those without.
        pub fn body<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("body"));
            };
            Self(self.0.query_param("body", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `id`, or for `None`, those without.
        pub fn id_query(self, value: impl Into<Option<i64>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("id"));
            };
            Self(self.0.query_param("id", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `page-size`, or for `None`, those without.
        pub fn page_size_query(self, value: impl Into<Option<i64>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("page-size"));
            };
            Self(
                self.0.query_param("page-size", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `page_size`, or for `None`, those without.
        pub fn page_size(self, value: impl Into<Option<i64>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("page_size"));
            };
            Self(
                self.0.query_param("page_size", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `send`, or for `None`, those without.
        pub fn send_header<'a>(self, value: impl Into<Option<&'a str>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("send"));
            };
            Self(self.0.header("send", value.to_string()))
        }
    }

    /// The response of a mock to `async`.
    pub struct AsyncOperationThen(httpmock::Then);

    impl AsyncOperationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::AsyncOperationResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `new` that a mock expects: any at first.
    pub struct NewOperationWhen(httpmock::When);

    impl NewOperationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::OPTIONS)
                    .path_matches("^/echo/[^/]*/same$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/echo/{}/same$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::NewOperationBody) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `new`.
    pub struct NewOperationThen(httpmock::Then);

    impl NewOperationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: Its lines.
        pub fn ok(
            self,
            items: impl IntoIterator<Item = types::NewOperationResponseItem>,
        ) -> Self {
            let items = lockstep_runtime::stream::to_vec::<
                lockstep_runtime::stream::JsonLines<types::NewOperationResponseItem>,
            >(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(
                self
                    .0
                    .status(200)
                    .header("content-type", "application/x-ndjson")
                    .body(items),
            )
        }
    }

    /// The requests of `error` that a mock expects: any at first.
    pub struct ErrorOperationWhen(httpmock::When);

    impl ErrorOperationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path_matches("^/echo/[^/]*/same$"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/echo/{}/same$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::ErrorOperationBody) -> Self {
            let value = value.clone();
            Self(
                self
                    .0
                    .is_true(move |request| {
                        let headers = request.headers_vec().iter();
                        let mut types = headers
                            .filter_map(|(name, value)| {
                                name.eq_ignore_ascii_case("content-type").then_some(value)
                            });
                        let body = request.body_ref();
                        types
                            .any(|it| {
                                lockstep_runtime::multipart::is_written_as(&value, it, body)
                            })
                    }),
            )
        }
    }

    /// The response of a mock to `error`.
    pub struct ErrorOperationThen(httpmock::Then);

    impl ErrorOperationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ErrorOperationResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_whole` that a mock expects: any at first.
    pub struct ReadWholeWhen(httpmock::When);

    impl ReadWholeWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/files/[^/]*$")
                    .path_not("/files/{id}:cancel")
                    .path_not("/files/{name}.{ext}"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(format!("^/files/{}$", path_text(& value.to_string()))),
            )
        }
    }

    /// The response of a mock to `read_whole`.
    pub struct ReadWholeThen(httpmock::Then);

    impl ReadWholeThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadWholeResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `cancel_file` that a mock expects: any at first.
    pub struct CancelFileWhen(httpmock::When);

    impl CancelFileWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::POST)
                    .path_matches("^/files/[^/]*\\:cancel$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        pub fn id(self, value: i32) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/files/{}\\:cancel$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `cancel_file`.
    pub struct CancelFileThen(httpmock::Then);

    impl CancelFileThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::CancelFileResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `read_file` that a mock expects: any at first.
    pub struct ReadFileWhen(httpmock::When);

    impl ReadFileWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/files/[^/]*\\.[^/]*$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `ext`.
        pub fn ext(self, value: &types::ReadFileExt) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/files/[^/]*\\.{}$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this `name`.
        pub fn name(self, value: &str) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/files/{}\\.[^/]*$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `read_file`.
    pub struct ReadFileThen(httpmock::Then);

    impl ReadFileThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::ReadFileResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `get_slash` that a mock expects: any at first.
    pub struct GetSlashWhen(httpmock::When);

    impl GetSlashWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/slash/"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_slash`.
    pub struct GetSlashThen(httpmock::Then);

    impl GetSlashThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What the server read.
        pub fn ok(self, value: &types::GetSlashResponse) -> Self {
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

    /// Returns a regular expression that matches only this part of a list or an object.
    fn path_part(value: &str) -> String {
        path_text(value).replace("\\,", "%2C")
    }

    /// Returns a value as it is sent in a query.
    fn query_text(value: serde_json::Result<serde_json::Value>) -> String {
        match value {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(error) => panic!("a parameter cannot be sent: {error}"),
        }
    }

    /// Returns a value as the JSON that is sent.
    fn json_text(json: serde_json::Result<String>) -> String {
        json.expect("a parameter can be sent")
    }

    /// Returns JSON with `%` and two digits for what a cookie does not have.
    fn cookie_json(json: &str) -> String {
        let mut text = String::new();
        for byte in json.bytes() {
            if byte.is_ascii_graphic()
                && !matches!(byte, b'"' | b'%' | b',' | b';' | b'\\')
            {
                text.push(char::from(byte));
            } else {
                text.push_str(&format!("%{byte:02X}"));
            }
        }

        text
    }

    /// Adds the parameters of a value. Returns false for a member that has no name of one.
    fn add_members(
        name: &str,
        value: &serde_json::Value,
        pairs: &mut Vec<(String, String)>,
    ) -> bool {
        match value {
            serde_json::Value::Null => true,
            serde_json::Value::Object(members) => {
                members
                    .iter()
                    .all(|(key, value)| {
                        !key.is_empty() && !key.contains(['[', ']'])
                            && add_members(&format!("{name}[{key}]"), value, pairs)
                    })
            }

            serde_json::Value::Array(items) => {
                items.iter().all(|item| add_members(name, item, pairs))
            }

            serde_json::Value::String(text) => {
                pairs.push((name.to_owned(), text.clone()));
                true
            }

            value => {
                pairs.push((name.to_owned(), value.to_string()));
                true
            }
        }
    }
}
