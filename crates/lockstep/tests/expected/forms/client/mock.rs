// @generated from forms.yaml

//! Stands in for a server of Forms, for tests of what calls it.
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
    /// Mocks `put_avatar`: `POST /avatars`.
    fn put_avatar(
        &self,
        mock: impl FnOnce(operations::PutAvatarWhen, operations::PutAvatarThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `put_either`: `PUT /either`.
    fn put_either(
        &self,
        mock: impl FnOnce(operations::PutEitherWhen, operations::PutEitherThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `post_opaque`: `POST /opaque`.
    fn post_opaque(
        &self,
        mock: impl FnOnce(operations::PostOpaqueWhen, operations::PostOpaqueThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `post_others`: `POST /others`.
    fn post_others(
        &self,
        mock: impl FnOnce(operations::PostOthersWhen, operations::PostOthersThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `post_plain`: `POST /plain`.
    fn post_plain(
        &self,
        mock: impl FnOnce(operations::PostPlainWhen, operations::PostPlainThen),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn put_avatar(
        &self,
        mock: impl FnOnce(operations::PutAvatarWhen, operations::PutAvatarThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PutAvatarWhen::new(when),
                operations::PutAvatarThen::new(then),
            );
        })
    }

    fn put_either(
        &self,
        mock: impl FnOnce(operations::PutEitherWhen, operations::PutEitherThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PutEitherWhen::new(when),
                operations::PutEitherThen::new(then),
            );
        })
    }

    fn post_opaque(
        &self,
        mock: impl FnOnce(operations::PostOpaqueWhen, operations::PostOpaqueThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PostOpaqueWhen::new(when),
                operations::PostOpaqueThen::new(then),
            );
        })
    }

    fn post_others(
        &self,
        mock: impl FnOnce(operations::PostOthersWhen, operations::PostOthersThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PostOthersWhen::new(when),
                operations::PostOthersThen::new(then),
            );
        })
    }

    fn post_plain(
        &self,
        mock: impl FnOnce(operations::PostPlainWhen, operations::PostPlainThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::PostPlainWhen::new(when),
                operations::PostPlainThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `put_avatar` that a mock expects: any at first.
    pub struct PutAvatarWhen(httpmock::When);

    impl PutAvatarWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/avatars"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::PutAvatarBody) -> Self {
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

    /// The response of a mock to `put_avatar`.
    pub struct PutAvatarThen(httpmock::Then);

    impl PutAvatarThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What was read.
        pub fn ok(self, value: &types::PutAvatarResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400 to 499: Not read.
        pub fn client_error<const STATUS: u16>(self, value: &types::Problem) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `put_either` that a mock expects: any at first.
    pub struct PutEitherWhen(httpmock::When);

    impl PutEitherWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/either"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `put_either`.
    pub struct PutEitherThen(httpmock::Then);

    impl PutEitherThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What was read.
        pub fn ok(self, value: &types::PutEitherResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `post_opaque` that a mock expects: any at first.
    pub struct PostOpaqueWhen(httpmock::When);

    impl PostOpaqueWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/opaque"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `post_opaque`.
    pub struct PostOpaqueThen(httpmock::Then);

    impl PostOpaqueThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: Read.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }
    }

    /// The requests of `post_others` that a mock expects: any at first.
    pub struct PostOthersWhen(httpmock::When);

    impl PostOthersWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/others"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::PostOthersBody) -> Self {
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

    /// The response of a mock to `post_others`.
    pub struct PostOthersThen(httpmock::Then);

    impl PostOthersThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What was read.
        pub fn ok(self, value: &types::PostOthersResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    /// The requests of `post_plain` that a mock expects: any at first.
    pub struct PostPlainWhen(httpmock::When);

    impl PostPlainWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/plain"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::Place) -> Self {
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

    /// The response of a mock to `post_plain`.
    pub struct PostPlainThen(httpmock::Then);

    impl PostPlainThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: What was read.
        pub fn ok(self, value: &types::PostPlainResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
    }
}
