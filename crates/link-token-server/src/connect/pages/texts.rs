//! The texts of the pages: one file for each language, in `texts/`.

use std::{str::FromStr as _, sync::LazyLock};

use serde::Deserialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Language {
    En,
    De,
    Fr,
    Es,
    Pt,
    Ja,
}

impl Language {
    /// Returns the language for a tag such as `de-AT` (BCP 47).
    fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::from_str(&primary.to_ascii_lowercase()).ok()
    }

    /// Returns the language that a person prefers: the one of `locale`, or the best one of an
    /// `Accept-Language` header (RFC 9110, section 12.5.4), or English.
    pub fn preferred(locale: Option<&str>, accept_language: Option<&str>) -> Self {
        let accepted = || {
            let ranges = accept_language?.split(',').filter_map(|range| {
                let (tag, weight) = match range.split_once(';') {
                    Some((tag, weight)) => (tag, weight.trim().strip_prefix("q=")?.parse().ok()?),
                    None => (range, 1.0_f32),
                };
                let language = Self::of_tag(tag.trim())?;
                (weight > 0.0).then_some((language, weight))
            });
            // Of equal weights, the first one.
            ranges.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|best| best.0)
        };
        locale.and_then(Self::of_tag).or_else(accepted).unwrap_or(Self::En)
    }

    /// Returns the tag of the language.
    pub fn tag(self) -> &'static str {
        self.into()
    }

    pub fn texts(self) -> &'static Texts {
        static ALL: LazyLock<Vec<Texts>> = LazyLock::new(|| {
            let read = |language: &Language| {
                // A test reads all files, so that this does not fail.
                toml::from_str(language.file()).unwrap_or_default()
            };
            Language::VARIANTS.iter().map(read).collect()
        });
        &ALL[self as usize]
    }

    fn file(self) -> &'static str {
        match self {
            Self::En => include_str!("texts/en.toml"),
            Self::De => include_str!("texts/de.toml"),
            Self::Fr => include_str!("texts/fr.toml"),
            Self::Es => include_str!("texts/es.toml"),
            Self::Pt => include_str!("texts/pt.toml"),
            Self::Ja => include_str!("texts/ja.toml"),
        }
    }
}

/// Replaces `{name}` in a text by values.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

macro_rules! texts {
    ($($name:ident)*) => {
        /// The texts in one language. `{app}`, `{brand}`, `{minutes}`, `{label}` and `{example}`
        /// stand for values.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Texts { $(pub $name: String,)* }

        #[cfg(test)]
        impl Texts {
            fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($name), self.$name.as_str())),*]
            }
        }
    };
}

texts! {
    language
    title_choose title_connect title_reconnect search
    lead_choose lead_choose_brand lead_method lead_confirm lead_confirm_brand lead_leave lead_form
    method_oauth2 method_api_key method_oauth2_client_credentials
    for_tenant label permissions default_permissions minutes_left
    r#continue continue_to connect back close optional show hide
    for_example field_missing field_too_long field_characters field_pattern_example field_pattern
    field_not_url field_not_host field_not_host_label field_host_not_allowed field_not_number
    field_not_choice form_problem other_account other_account_use
    title_waiting lead_waiting title_busy lead_busy title_return lead_return
    title_done lead_done title_already lead_already title_done_problem
    r#return try_again details error_type error_code error_message request_id
    title_error error_invalid_link error_attempt_over error_other_browser error_access_denied
    error_unreachable error_refused error_misconfigured error_verification error_unintelligible
    error_unknown_app error_internal error_too_many
    error_too_many_attempts
    title_in_app lead_in_app copy_address copied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_all_texts_with_the_same_values() {
        let values = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .map(|rest| rest.split('}').next().unwrap().to_owned())
                .collect();
            found.sort();
            found
        };
        for language in Language::VARIANTS {
            let texts: Texts = toml::from_str(language.file()).expect("a complete file");
            for ((name, text), (_, english)) in
                texts.all().into_iter().zip(Language::En.texts().all())
            {
                assert!(!text.trim().is_empty(), "{language:?}: {name}");
                assert_eq!(values(text), values(english), "{language:?}: {name}");
            }
        }
    }

    #[test]
    fn preferred_language_follows_locale_then_weights() {
        for (locale, accepted, expected) in [
            (None, None, Language::En),
            (None, Some("de-AT,de;q=0.9,en;q=0.8"), Language::De),
            (None, Some("en;q=0.2, fr;q=0.7"), Language::Fr),
            (None, Some("nl, ja;q=0.5, *;q=0.1"), Language::Ja),
            (None, Some("pt;q=0, es;q=0.1"), Language::Es),
            (None, Some("de;q=x, ;;,"), Language::En),
            (Some("pt-BR"), Some("de"), Language::Pt),
            (Some("ES_mx"), None, Language::Es),
            (Some("xx"), Some("fr"), Language::Fr),
        ] {
            assert_eq!(Language::preferred(locale, accepted), expected, "{locale:?} {accepted:?}");
        }
    }

    #[test]
    fn fill_replaces_known_names_and_keeps_values_as_they_are() {
        let values = [("app", "{label}"), ("label", "Key")];
        assert_eq!(fill("{app}: “{label}” {", &values), "{label}: “Key” {");
        assert_eq!(fill("{unknown}", &values), "");
    }
}
