//! The implementations that look the same for every generated type. Each macro takes a list of
//! types.

/// Implements `Serialize` for structs, and a `Deserialize` that accepts objects only. The structs
/// derive both with `#[serde(remote = "Self")]`.
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

/// Implements `Deref` to the inner type, and the conversion into it.
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

/// Implements `TryFrom` of text for types that have a `FromStr`.
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

/// Implements a `Deserialize` that reads a string, for types that have a `FromStr`.
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

/// Implements `JsonSchema` by the contract's own schemas. An entry names the type, its schema in
/// the JSON, and the types of the schemas that this refers to. A schema that is `inline` has no
/// name in the contract: it is described where it is used, under a title.
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
