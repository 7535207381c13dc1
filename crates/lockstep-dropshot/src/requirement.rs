//! Security requirements of more than one scheme: combinations, alternatives and optional ones.
//!
//! Each is a [`SecurityScheme`] for [`Secured`](crate::Secured), and a server's context that
//! implements [`Authenticate`] for the schemes of its contract implements it for their
//! requirements, too.
//!
//! | in the document | scheme | caller |
//! |---|---|---|
//! | `[{ Key: [], Token: [] }]` | `AllOf<(Key, Token)>` | a tuple of both callers |
//! | `[{ Key: [] }, { Token: [] }]` | `AnyOf<KeyOrToken<Key, Token>>` | an enum, `KeyOrToken` of the callers |
//! | `[{}, { Token: [] }]` | `Optional<Token>` | an `Option` of the caller |
//!
//! If the errors of the schemes have different types, `Into` makes that of the first of the others.

use std::{future::Future, marker::PhantomData};

use dropshot::{RequestInfo, ServerContext};
use http::{HeaderMap, Uri};

use crate::{
    request::Authenticate,
    security::{Credential, Mechanism, SecurityScheme},
};

/// The credential of a scheme, if a request has one.
pub type CredentialOf<S> = Credential<<<S as SecurityScheme>::Mechanism as Mechanism>::Credential>;

/// Finds the credential of the scheme `S` in a request.
pub fn find_credential<S: SecurityScheme>(headers: &HeaderMap, uri: &Uri) -> CredentialOf<S> {
    <S::Mechanism as Mechanism>::credential(headers, uri)
}

/// A requirement of all schemes of the tuple `T`. The first that rejects the request answers.
#[derive(Debug)]
pub struct AllOf<T>(PhantomData<fn() -> T>);

macro_rules! all_of {
    ($first:ident $($other:ident)+) => {
        impl<$first: SecurityScheme, $($other: SecurityScheme),+> SecurityScheme
            for AllOf<($first, $($other),+)>
        {
            const NAME: &'static str = $first::NAME;
            type Mechanism = Self;
        }

        impl<$first: SecurityScheme, $($other: SecurityScheme),+> Mechanism
            for AllOf<($first, $($other),+)>
        {
            type Credential = (CredentialOf<$first>, $(CredentialOf<$other>),+);

            fn credential(headers: &HeaderMap, uri: &Uri) -> Credential<Self::Credential> {
                let found = (
                    find_credential::<$first>(headers, uri),
                    $(find_credential::<$other>(headers, uri)),+
                );
                #[allow(non_snake_case, reason = "named after the schemes")]
                let ($first, $($other),+) = &found;
                let absent = $first.is_absent() $(&& $other.is_absent())+;
                if absent { Credential::Absent } else { Credential::Present(found) }
            }
        }

        impl<Context, $first, $($other),+> Authenticate<AllOf<($first, $($other),+)>> for Context
        where
            $first: SecurityScheme,
            Context: Authenticate<$first>,
            $(
                $other: SecurityScheme,
                Context: Authenticate<$other>,
                <Context as Authenticate<$other>>::Error:
                    Into<<Context as Authenticate<$first>>::Error>,
            )+
        {
            type Caller = (
                <Context as Authenticate<$first>>::Caller,
                $(<Context as Authenticate<$other>>::Caller),+
            );
            type Error = <Context as Authenticate<$first>>::Error;

            #[allow(non_snake_case, reason = "named after the schemes")]
            async fn authenticate(
                &self,
                credential: CredentialOf<AllOf<($first, $($other),+)>>,
                request: &RequestInfo,
            ) -> Result<Self::Caller, Self::Error> {
                let ($first, $($other),+) = match credential {
                    Credential::Present(found) => found,
                    Credential::Absent | Credential::Malformed => (
                        CredentialOf::<$first>::Absent,
                        $(CredentialOf::<$other>::Absent),+
                    ),
                };
                Ok((
                    <Context as Authenticate<$first>>::authenticate(self, $first, request).await?,
                    $(
                        <Context as Authenticate<$other>>::authenticate(self, $other, request)
                            .await
                            .map_err(Into::into)?
                    ),+
                ))
            }
        }
    };
}

all_of!(A B);
all_of!(A B C);
all_of!(A B C D);

/// A requirement that a request without a credential meets as well. A credential that is sent is
/// checked, so a caller with an expired one learns of it.
#[derive(Debug)]
pub struct Optional<S>(PhantomData<fn() -> S>);

impl<S: SecurityScheme> SecurityScheme for Optional<S> {
    const NAME: &'static str = S::NAME;
    type Mechanism = S::Mechanism;
}

impl<Context: Authenticate<S>, S: SecurityScheme> Authenticate<Optional<S>> for Context {
    type Caller = Option<<Context as Authenticate<S>>::Caller>;
    type Error = <Context as Authenticate<S>>::Error;

    async fn authenticate(
        &self,
        credential: CredentialOf<S>,
        request: &RequestInfo,
    ) -> Result<Self::Caller, Self::Error> {
        match credential {
            Credential::Absent => Ok(None),
            sent => <Context as Authenticate<S>>::authenticate(self, sent, request).await.map(Some),
        }
    }
}

/// A requirement of one of several schemes. `A` is an enum of these schemes, which
/// [`alternatives!`](crate::alternatives) makes.
///
/// The first scheme counts whose credential the request has and the context accepts. If it accepts
/// none, the first that rejects the request answers; if the request has none at all, the first.
#[derive(Debug)]
pub struct AnyOf<A>(PhantomData<fn() -> A>);

/// The schemes of alternatives, as [`alternatives!`](crate::alternatives) implements it.
pub trait Alternatives: Send + Sync + 'static {
    /// The credentials of all schemes.
    type Credentials: Send;

    /// Finds the credentials of a request.
    fn credentials(headers: &HeaderMap, uri: &Uri) -> Credential<Self::Credentials>;
}

/// Authentication by alternatives, as [`alternatives!`](crate::alternatives) implements it.
pub trait AuthenticateAny<C: ServerContext>: Alternatives {
    /// An authenticated caller.
    type Caller: Send;
    /// The reason for a rejection.
    type Error: Send;

    /// Checks the credentials of a request.
    fn authenticate(
        context: &C,
        credentials: Credential<Self::Credentials>,
        request: &RequestInfo,
    ) -> impl Future<Output = Result<Self::Caller, Self::Error>> + Send;
}

impl<A: Alternatives> SecurityScheme for AnyOf<A> {
    const NAME: &'static str = "several";
    type Mechanism = Self;
}

impl<A: Alternatives> Mechanism for AnyOf<A> {
    type Credential = A::Credentials;

    fn credential(headers: &HeaderMap, uri: &Uri) -> Credential<A::Credentials> {
        A::credentials(headers, uri)
    }
}

impl<Context: ServerContext, A: AuthenticateAny<Context>> Authenticate<AnyOf<A>> for Context {
    type Caller = A::Caller;
    type Error = A::Error;

    async fn authenticate(
        &self,
        credential: Credential<A::Credentials>,
        request: &RequestInfo,
    ) -> Result<A::Caller, A::Error> {
        A::authenticate(self, credential, request).await
    }
}

/// Declares the enum of several schemes, one of which an operation requires. Its variants hold the
/// callers that they authenticate.
#[macro_export]
macro_rules! alternatives {
    (
        $name:ident {
            $first:ident($first_scheme:ty),
            $($other:ident($other_scheme:ty)),+
        }
        $(,)?
    ) => {
        /// The callers of operations that require one of several security schemes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name<$first, $($other),+> {
            /// A caller whom this scheme authenticated.
            $first($first),
            $(
                /// A caller whom this scheme authenticated.
                $other($other),
            )+
        }

        impl $crate::Alternatives for $name<$first_scheme, $($other_scheme),+> {
            type Credentials =
                ($crate::CredentialOf<$first_scheme>, $($crate::CredentialOf<$other_scheme>),+);

            #[allow(non_snake_case, reason = "named after the schemes")]
            fn credentials(
                headers: &$crate::http::HeaderMap,
                uri: &$crate::http::Uri,
            ) -> $crate::Credential<Self::Credentials> {
                let found = (
                    $crate::find_credential::<$first_scheme>(headers, uri),
                    $($crate::find_credential::<$other_scheme>(headers, uri)),+
                );
                let ($first, $($other),+) = &found;
                if $first.is_absent() $(&& $other.is_absent())+ {
                    $crate::Credential::Absent
                } else {
                    $crate::Credential::Present(found)
                }
            }
        }

        impl<Context> $crate::AuthenticateAny<Context> for $name<$first_scheme, $($other_scheme),+>
        where
            Context: $crate::Authenticate<$first_scheme>,
            $(
                Context: $crate::Authenticate<$other_scheme>,
                <Context as $crate::Authenticate<$other_scheme>>::Error:
                    Into<<Context as $crate::Authenticate<$first_scheme>>::Error>,
            )+
        {
            type Caller = $name<
                <Context as $crate::Authenticate<$first_scheme>>::Caller,
                $(<Context as $crate::Authenticate<$other_scheme>>::Caller),+
            >;
            type Error = <Context as $crate::Authenticate<$first_scheme>>::Error;

            #[allow(non_snake_case, reason = "named after the schemes")]
            async fn authenticate(
                context: &Context,
                credentials: $crate::Credential<Self::Credentials>,
                request: &$crate::dropshot::RequestInfo,
            ) -> Result<Self::Caller, Self::Error> {
                let $crate::Credential::Present(($first, $($other),+)) = credentials else {
                    let absent = $crate::Credential::Absent;
                    return <Context as $crate::Authenticate<$first_scheme>>::authenticate(
                        context, absent, request,
                    )
                    .await
                    .map($name::$first);
                };
                let mut rejection = None;
                if !$first.is_absent() {
                    match <Context as $crate::Authenticate<$first_scheme>>::authenticate(
                        context, $first, request,
                    )
                    .await
                    {
                        Ok(caller) => return Ok($name::$first(caller)),
                        Err(error) => rejection = Some(error),
                    }
                }
                $(
                    if !$other.is_absent() {
                        match <Context as $crate::Authenticate<$other_scheme>>::authenticate(
                            context, $other, request,
                        )
                        .await
                        {
                            Ok(caller) => return Ok($name::$other(caller)),
                            Err(error) => {
                                if rejection.is_none() {
                                    rejection = Some(error.into());
                                }
                            }
                        }
                    }
                )+
                match rejection {
                    Some(error) => Err(error),
                    None => {
                        let absent = $crate::Credential::Absent;
                        <Context as $crate::Authenticate<$first_scheme>>::authenticate(
                            context, absent, request,
                        )
                        .await
                        .map($name::$first)
                    }
                }
            }
        }
    };
}
