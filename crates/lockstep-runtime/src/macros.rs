//! The implementations that look the same for every generated type. Each macro takes a list of
//! types.
//!
//! No type has the name `D`: see `TAKEN` in `lockstep`.

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
                fn serialize<__S: $crate::reexport::serde::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
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

/// Implements the `FromStr` of types around a text with limits. An entry names the type and its
/// checks, in their order: `max` and `min` of the length in characters; `only` the characters of a
/// Rust pattern, or a text `without` them; and a regular expression as `pattern`. Other checks than
/// lengths have a message.
#[macro_export]
macro_rules! limited_texts {
    ($($name:ident = $($check:ident($($limit:tt)+)),+;)*) => {
        $(
            impl ::core::str::FromStr for $name {
                type Err = $crate::ConversionError;

                fn from_str(value: &str) -> ::core::result::Result<Self, $crate::ConversionError> {
                    $($crate::limited_texts!(@check $check value $($limit)+);)+
                    Ok(Self(::std::borrow::ToOwned::to_owned(value)))
                }
            }
        )*
    };
    (@check max $value:ident $max:literal) => { $crate::text::at_most($value, $max)? };
    (@check min $value:ident $min:literal) => { $crate::text::at_least($value, $min)? };
    (@check only $value:ident $($characters:pat_param)|+, $message:literal) => {
        if !$value.chars().all(|character| ::core::matches!(character, $($characters)|+)) {
            return Err($message.into());
        }
    };
    (@check without $value:ident $($characters:pat_param)|+, $message:literal) => {
        if $value.chars().any(|character| ::core::matches!(character, $($characters)|+)) {
            return Err($message.into());
        }
    };
    (@check pattern $value:ident $pattern:literal, $message:literal) => {
        {
            static PATTERN: ::std::sync::LazyLock<$crate::reexport::regress::Regex> =
                ::std::sync::LazyLock::new(|| {
                    $crate::text::pattern($pattern).unwrap()
                });
            if PATTERN.find($value).is_none() {
                return Err($message.into());
            }
        }
    };
}

/// Implements `TryFrom` of text for types that have a `FromStr`.
#[macro_export]
macro_rules! parse_text {
    ($($name:ident),* $(,)?) => {
        $(
            impl ::core::convert::TryFrom<&str> for $name {
                type Error = <Self as ::core::str::FromStr>::Err;

                // `Self::Error` could be a variant of the type.
                fn try_from(
                    value: &str,
                ) -> ::core::result::Result<Self, <Self as ::core::str::FromStr>::Err> {
                    value.parse()
                }
            }

            impl ::core::convert::TryFrom<::std::string::String> for $name {
                type Error = <Self as ::core::str::FromStr>::Err;

                fn try_from(
                    value: ::std::string::String,
                ) -> ::core::result::Result<Self, <Self as ::core::str::FromStr>::Err> {
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

/// Implements `Serialize`, and a `Deserialize` that checks the value by the contract's own schema
/// before it reads the type. The types derive both with `#[serde(remote = "Self")]`. An entry names
/// the type, its schema in the JSON, and the members that name the variants of an enumeration.
#[macro_export]
macro_rules! checked {
    (in $json:expr; $($name:ident = $schema:literal $(by one of $($member:literal),+)?;)*) => {
        const _: () = {
            static CHECKS: $crate::Checks = $crate::Checks::new($json);

            $(
                impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
                    fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(
                        deserializer: D,
                    ) -> ::core::result::Result<Self, D::Error> {
                        let value = CHECKS.read($schema, deserializer)?;
                        $(
                            for one in $crate::alone(&value, &[$($member),+]) {
                                if let ::core::result::Result::Ok(read) = $name::deserialize(one) {
                                    return ::core::result::Result::Ok(read);
                                }
                            }
                        )?
                        $name::deserialize(value).map_err($crate::reexport::serde::de::Error::custom)
                    }
                }

                impl $crate::reexport::serde::Serialize for $name {
                    fn serialize<__S: $crate::reexport::serde::Serializer>(
                        &self,
                        serializer: __S,
                    ) -> ::core::result::Result<__S::Ok, __S::Error> {
                        $name::serialize(self, serializer)
                    }
                }
            )*
        };
    };
}

/// Implements a `Deserialize` of enumerations whose variants are told apart by a member. The value
/// is checked by the contract's own schema first. An entry names the type, its schema in the JSON,
/// the member, and the values of the member for each variant.
#[macro_export]
macro_rules! tagged {
    (
        in $json:expr;
        $($name:ident = $schema:literal by $member:literal of $(
            $variant:ident($($tag:literal),+)
        ),+;)*
    ) => {
        const _: () = {
            static CHECKS: $crate::Checks = $crate::Checks::new($json);

            $(
                impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
                    fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(
                        deserializer: D,
                    ) -> ::core::result::Result<Self, D::Error> {
                        use $crate::reexport::serde::de::Error as _;

                        let value = CHECKS.read($schema, deserializer)?;
                        let tag = value.get($member).and_then(|tag| tag.as_str());
                        let read = match tag {
                            $(
                                $(::core::option::Option::Some($tag))|+ => {
                                    $crate::reexport::serde::Deserialize::deserialize(value)
                                        .map(Self::$variant)
                                }
                            )+
                            _ => return Err(D::Error::custom("the value has none of the allowed forms")),
                        };
                        read.map_err(D::Error::custom)
                    }
                }
            )*
        };
    };
}

/// Implements types around a JSON value that is kept whole, and that the contract's own schema
/// allows. An entry names the type and its schema in the JSON, and the types that a value may have
/// the form of, each with the name of the function that reads it.
#[macro_export]
macro_rules! kept {
    (
        in $json:expr;
        $($name:ident = $schema:literal $(may be $($form:ty as $reader:ident),+)?;)*
    ) => {
        const _: () = {
            static CHECKS: $crate::Checks = $crate::Checks::new($json);

            $(
                impl $name {
                    $(
                        $(
                            /// Returns the value in this form, if it has it.
                            pub fn $reader(&self) -> ::core::option::Option<$form> {
                                $crate::reexport::serde::Deserialize::deserialize(&self.0).ok()
                            }
                        )+
                    )?
                }

                impl ::core::convert::TryFrom<$crate::reexport::serde_json::Value> for $name {
                    type Error = $crate::ConversionError;

                    fn try_from(
                        value: $crate::reexport::serde_json::Value,
                    ) -> ::core::result::Result<Self, $crate::ConversionError> {
                        CHECKS.check($schema, &value)?;
                        Ok(Self(value))
                    }
                }

                $(
                    $(
                        impl ::core::convert::TryFrom<$form> for $name {
                            type Error = $crate::ConversionError;

                            fn try_from(
                                form: $form,
                            ) -> ::core::result::Result<Self, $crate::ConversionError> {
                                $crate::to_json(&form)?.try_into()
                            }
                        }
                    )+
                )?

                impl ::core::str::FromStr for $name {
                    type Err = $crate::ConversionError;

                    fn from_str(text: &str) -> ::core::result::Result<Self, $crate::ConversionError> {
                        $crate::reexport::serde_json::Value::from(text).try_into()
                    }
                }

                impl ::core::fmt::Display for $name {
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        match self.0.as_str() {
                            Some(text) => f.write_str(text),
                            None => self.0.fmt(f),
                        }
                    }
                }

                impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
                    fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(
                        deserializer: D,
                    ) -> ::core::result::Result<Self, D::Error> {
                        CHECKS.read($schema, deserializer).map(Self)
                    }
                }
            )*
        };
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
