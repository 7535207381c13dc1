//! The implementations that look the same for every generated type. Each macro takes a list of types.

/// Makes structs, whose derives are `#[serde(remote = "Self")]`, readable from objects only, and serialisable.
#[macro_export]
macro_rules! objects {
    ($($name:ident),* $(,)?) => {
        $(
            impl $crate::object::Object for $name {
                fn from_map<'de, D: $crate::reexport::serde::Deserializer<'de>>(
                    map: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    $name::deserialize(map)
                }
            }

            impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
                fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    $crate::object::read(deserializer)
                }
            }

            impl $crate::reexport::serde::Serialize for $name {
                fn serialize<S: $crate::reexport::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    $name::serialize(self, serializer)
                }
            }
        )*
    };
}

/// Lets a type around another be used as the other, and be turned into it.
#[macro_export]
macro_rules! newtypes {
    ($($name:ident($inner:ty)),* $(,)?) => {
        $(
            impl ::core::ops::Deref for $name {
                type Target = $inner;

                fn deref(&self) -> &$inner {
                    &self.0
                }
            }

            impl ::core::convert::From<$name> for $inner {
                fn from(value: $name) -> Self {
                    value.0
                }
            }
        )*
    };
}

/// Gives types with a `FromStr` the conversions from text that do the same.
#[macro_export]
macro_rules! parse_text {
    ($($name:ident),* $(,)?) => {
        $(
            impl ::core::convert::TryFrom<&str> for $name {
                type Error = <Self as ::core::str::FromStr>::Err;

                fn try_from(value: &str) -> ::core::result::Result<Self, Self::Error> {
                    value.parse()
                }
            }

            impl ::core::convert::TryFrom<::std::string::String> for $name {
                type Error = <Self as ::core::str::FromStr>::Err;

                fn try_from(
                    value: ::std::string::String,
                ) -> ::core::result::Result<Self, Self::Error> {
                    value.parse()
                }
            }
        )*
    };
}

/// Has types read from strings, as their `FromStr` does.
#[macro_export]
macro_rules! read_text {
    ($($name:ident),* $(,)?) => {
        $(
            impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
                fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    $crate::text::read(deserializer)
                }
            }
        )*
    };
}

/// Has types describe themselves by the contract's own schemas: each by the schema of a name in the JSON, after the schemas that
/// it refers to. One that is `inline` has no name in the contract, and is described where it is used, under a title.
#[macro_export]
macro_rules! schemas {
    (
        in $json:expr;
        $($name:ident = $schema:literal $(inline $title:literal)? $(refers to $($referred:ty),+)?;)*
    ) => {
        const _: () = {
            static SCHEMAS: $crate::Schemas = $crate::Schemas::new($json);

            $(
                impl $crate::reexport::schemars::JsonSchema for $name {
                    fn schema_name() -> ::std::string::String {
                        $crate::schemas!(@title $schema $($title)?).to_owned()
                    }

                    $(
                        fn is_referenceable() -> bool {
                            let _: &str = $title;
                            false
                        }
                    )?

                    fn json_schema(
                        _generator: &mut $crate::reexport::schemars::r#gen::SchemaGenerator,
                    ) -> $crate::reexport::schemars::schema::Schema {
                        $($(_generator.subschema_for::<$referred>();)+)?
                        SCHEMAS.get($schema)
                    }
                }
            )*
        };
    };
    (@title $schema:literal) => { $schema };
    (@title $schema:literal $title:literal) => { $title };
}
