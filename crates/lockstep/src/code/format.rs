//! Formats tokens as source that reads as if a person had written it.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Literal, Spacing, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprLit, File, Lit, Meta, Path, Type, UseTree, parse_quote,
    visit_mut::VisitMut,
};

use crate::document::markdown::{self, Line};

/// The names of the standard prelude that generators write in full, as modules and name.
const PRELUDE: &[(&[&str], &str)] = &[
    (&["std", "boxed"], "Box"),
    (&["std", "clone"], "Clone"),
    (&["std", "convert"], "From"),
    (&["std", "convert"], "Into"),
    (&["std", "convert"], "TryFrom"),
    (&["std", "convert"], "TryInto"),
    (&["std", "default"], "Default"),
    (&["std", "ops"], "FnOnce"),
    (&["std", "option"], "Option"),
    (&["std", "result"], "Result"),
    (&["std", "string"], "String"),
    (&["std", "string"], "ToString"),
    (&["std", "vec"], "Vec"),
];

/// Formats a generated file: short paths, doc comments as `///` lines, an empty line between items,
/// and `header` as comment lines on top. `names` are the names that the contract defines, for which
/// prelude names stay in full.
pub(crate) fn format(
    header: &str,
    tokens: TokenStream,
    names: &BTreeSet<String>,
) -> syn::Result<String> {
    Ok(format_file(header, syn::parse2(tokens)?, names))
}

/// Formats a generated file as [`format`] does.
pub(crate) fn format_file(header: &str, mut file: File, names: &BTreeSet<String>) -> String {
    Tidy { names, depth: 0 }.visit_file_mut(&mut file);

    let mut source = String::new();
    if has_links(&file) {
        file.attrs.push(parse_quote! {
            #![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
        });
    }
    for line in header.lines() {
        source.push_str(if line.is_empty() { "//" } else { "// " });
        source.push_str(line);
        source.push('\n');
    }
    let attributes = File { attrs: std::mem::take(&mut file.attrs), ..file_of_nothing() };
    if !attributes.attrs.is_empty() {
        source.push('\n');
        source.push_str(&prettyplease::unparse(&attributes));
    }
    let mut after_import = false;
    for item in file.items {
        let import = matches!(item, syn::Item::Use(_));
        if !(import && after_import) {
            source.push('\n');
        }
        after_import = import;
        if let syn::Item::Macro(call) = &item
            && call.ident.is_none()
        {
            source.push_str(&Tidy { names, depth: 0 }.list(&call.mac));
            continue;
        }
        let alone = File { attrs: Vec::new(), items: vec![item], ..file_of_nothing() };
        source.push_str(&space_out(&join_attributes(&prettyplease::unparse(&alone))));
    }
    source
}

/// Returns whether documentation has what rustdoc may take for a link or a tag. In descriptions,
/// which are not written for Rust, neither has to exist.
fn has_links(file: &File) -> bool {
    struct Links(bool);

    impl VisitMut for Links {
        fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
            let text = doc_text(attribute);
            self.0 |= text.is_some_and(|it| it.contains(['[', '<']) || it.contains("://"));
        }
    }

    let mut links = Links(false);
    links.visit_file_mut(&mut file.clone());
    links.0
}

/// Returns the names of the types and constants that code defines or imports.
pub(crate) fn names(tokens: &TokenStream) -> impl Iterator<Item = String> {
    let items = syn::parse2::<File>(tokens.clone()).map(|file| file.items).unwrap_or_default();
    items.into_iter().flat_map(|item| match item {
        syn::Item::Struct(item) => vec![item.ident.to_string()],
        syn::Item::Enum(item) => vec![item.ident.to_string()],
        syn::Item::Type(item) => vec![item.ident.to_string()],
        syn::Item::Trait(item) => vec![item.ident.to_string()],
        syn::Item::Const(item) => vec![item.ident.to_string()],
        syn::Item::Use(item) => {
            let mut names = Vec::new();
            imported(&item.tree, &mut names);
            names
        }
        _ => Vec::new(),
    })
}

fn imported(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => imported(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, names)),
        UseTree::Glob(_) => {}
    }
}

/// Returns the last part of a type's path.
pub(crate) fn last_name(kind: &Type) -> Option<String> {
    let Type::Path(path) = kind else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

/// Returns all identifiers in code.
pub(crate) fn idents(tokens: TokenStream) -> BTreeSet<String> {
    fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
        for tree in tokens {
            match tree {
                TokenTree::Ident(ident) => drop(found.insert(ident.to_string())),
                TokenTree::Group(group) => collect(group.stream(), found),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(tokens, &mut found);
    found
}

/// Returns the identifiers in code that no path leads to, so that they are names in scope.
pub(crate) fn names_in_scope(tokens: TokenStream) -> BTreeSet<String> {
    fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
        let mut colons = 0;
        for tree in tokens {
            match tree {
                TokenTree::Ident(ref ident) if colons < 2 => drop(found.insert(ident.to_string())),
                TokenTree::Group(ref group) => collect(group.stream(), found),
                _ => {}
            }
            let is_colon = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ':');
            colons = if is_colon { colons + 1 } else { 0 };
        }
    }
    let mut found = BTreeSet::new();
    collect(tokens, &mut found);
    found
}

fn file_of_nothing() -> File {
    parse_quote! {}
}

/// Puts empty lines between items, and after a block that code of the same depth follows.
fn space_out(source: &str) -> String {
    let mut spaced = String::with_capacity(source.len() + source.len() / 50);
    let mut lines = source.lines().peekable();
    let depth = |line: &str| line.len() - line.trim_start().len();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let Some(next) = lines.peek().filter(|next| depth(next) == depth(line)) else {
            continue;
        };
        let starts_item = ["///", "impl "].iter().any(|item| next.trim_start().starts_with(item));
        let starts_any = next.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '#');
        // A comment may end in a semicolon as well.
        let (trimmed, ends) = (line.trim(), line.ends_with(';') && !is_comment(line));
        if trimmed == "}" && (starts_item || starts_any) || ends && starts_item {
            spaced.push('\n');
        }
    }
    spaced
}

/// Puts an attribute on one line, if it fits.
fn join_attributes(source: &str) -> String {
    let mut joined = String::with_capacity(source.len());
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let mut whole = line.to_owned();
        if ["#[serde(", "#[derive("].contains(&line.trim()) {
            let rest = lines.clone().take_while(|line| line.trim() != ")]").map(str::trim);
            let one = format!("{line}{})]", rest.clone().collect::<Vec<_>>().join(" "));
            if one.len() <= ATTRIBUTE_WIDTH {
                let length = rest.count();
                lines.nth(length);
                whole = one.replace(",)]", ")]");
            }
        }
        joined.push_str(&whole);
        joined.push('\n');
    }
    joined
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

struct Tidy<'a> {
    names: &'a BTreeSet<String>,
    /// The number of modules around the item.
    depth: usize,
}

impl Tidy<'_> {
    /// Shortens an absolute path: a prelude name becomes that name, others lose the leading colons.
    fn shorten(&self, path: &mut Path) {
        if path.leading_colon.is_none() {
            return;
        }
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let prelude = PRELUDE.iter().find(|(modules, name)| {
            names.len() > modules.len()
                && names.iter().zip(*modules).all(|(a, b)| a == b)
                && names[modules.len()] == *name
                && !self.names.contains(*name)
        });
        if let Some((modules, _)) = prelude {
            path.segments = path.segments.iter().skip(modules.len()).cloned().collect();
        }
        path.leading_colon = None;
    }

    /// Shortens a path like `<A as B>::C`. It must keep the number of its segments.
    fn qualified(&mut self, qself: &mut syn::QSelf, path: &mut Path) {
        path.leading_colon = None;
        self.visit_type_mut(&mut qself.ty);
        for segment in &mut path.segments {
            self.visit_path_segment_mut(segment);
        }
    }

    /// Formats a macro call with a list, which prettyplease does not: one entry a line if
    /// semicolons end them, else as many as fit.
    fn list(&mut self, call: &syn::Macro) -> String {
        let path =
            compact(quote::quote!(#call).into_iter().take_while(
                |tree| !matches!(tree, TokenTree::Punct(mark) if mark.as_char() == '!'),
            ));
        let mut text = format!("{path}! {{\n");
        let trees: Vec<TokenTree> = call.tokens.clone().into_iter().collect();
        let is = |tree: &TokenTree, sign: char| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == sign);
        let ends = if trees.iter().any(|tree| is(tree, ';')) { ';' } else { ',' };
        let entries = trees.split(|tree| is(tree, ends)).filter(|entry| !entry.is_empty());
        let entries = entries.map(|entry| {
            let tidied = entry.iter().cloned().map(|tree| self.tidied(tree));
            compact(tidied) + &ends.to_string()
        });
        let entries: Vec<String> = entries.collect();
        let lines = if ends == ';' { entries } else { vec![entries.join(" ")] };
        for line in lines {
            let indent = if ends == ';' { "\n        " } else { "\n    " };
            text.push_str("    ");
            let mut width = 4;
            for word in line.split_inclusive(", ") {
                if width + word.trim_end().len() > LIST_WIDTH {
                    text.truncate(text.trim_end().len());
                    text.push_str(indent);
                    width = indent.len() - 1;
                }
                text.push_str(word);
                width += word.len();
            }
            text.push('\n');
        }
        (text + "}\n").replace(SPACE, " ")
    }

    /// Shortens the paths of a type in parentheses.
    fn tidied(&mut self, tree: TokenTree) -> TokenTree {
        let TokenTree::Group(group) = &tree else { return tree };
        match syn::parse2::<syn::Type>(group.stream()) {
            Ok(mut kind) => {
                self.visit_type_mut(&mut kind);
                Group::new(group.delimiter(), quote::quote!(#kind)).into()
            }
            Err(_) => tree,
        }
    }

    /// Shortens paths in the tokens of an attribute, in strings as well.
    fn shorten_tokens(&self, tokens: TokenStream) -> TokenStream {
        let mut out: Vec<TokenTree> = Vec::new();
        let mut trees = tokens.into_iter().peekable();
        while let Some(tree) = trees.next() {
            match tree {
                TokenTree::Punct(colon)
                    if colon.as_char() == ':' && colon.spacing() == Spacing::Joint =>
                {
                    let starts_path = !matches!(out.last(), Some(TokenTree::Ident(_)));
                    if starts_path && matches!(trees.peek(), Some(TokenTree::Punct(_))) {
                        trees.next();
                    } else {
                        out.push(TokenTree::Punct(colon));
                    }
                }
                TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                    out.push(
                        Group::new(group.delimiter(), self.shorten_tokens(group.stream())).into(),
                    );
                }
                TokenTree::Literal(literal) => out.push(self.shorten_literal(literal).into()),
                other => out.push(other),
            }
        }
        out.into_iter().collect()
    }

    fn shorten_literal(&self, literal: Literal) -> Literal {
        let Ok(Lit::Str(string)) = syn::parse_str::<Lit>(&literal.to_string()) else {
            return literal;
        };
        match syn::parse_str::<Path>(&string.value()) {
            Ok(mut path) if path.leading_colon.is_some() => {
                self.shorten(&mut path);
                let short = quote::quote!(#path).to_string().replace(' ', "");
                Literal::string(&short)
            }
            _ => literal,
        }
    }
}

impl VisitMut for Tidy<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        self.shorten(path);
        syn::visit_mut::visit_path_mut(self, path);
    }

    fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
        match &mut path.qself {
            Some(qself) => self.qualified(qself, &mut path.path),
            None => syn::visit_mut::visit_type_path_mut(self, path),
        }
    }

    fn visit_expr_path_mut(&mut self, path: &mut syn::ExprPath) {
        match &mut path.qself {
            Some(qself) => self.qualified(qself, &mut path.path),
            None => syn::visit_mut::visit_expr_path_mut(self, path),
        }
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        self.visit_attributes_mut(&mut module.attrs);
        self.depth += 1;
        let items = module.content.iter_mut().flat_map(|(_, items)| items);
        items.for_each(|item| self.visit_item_mut(item));
        self.depth -= 1;
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let taken = std::mem::take(attributes);
        for mut attribute in taken {
            if let Some(text) = doc_text(&attribute) {
                let width = DOC_WIDTH - self.depth * "    ".len();
                attributes.extend(doc_lines(&text, width).into_iter().map(|line| Attribute {
                    meta: parse_quote!(doc = #line),
                    ..attribute.clone()
                }));
                continue;
            }
            if let Meta::List(list) = &mut attribute.meta {
                list.tokens = self.shorten_tokens(std::mem::take(&mut list.tokens));
            }
            attributes.push(attribute);
        }
    }
}

/// Returns the text of a doc attribute.
pub(crate) fn doc_text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    if !pair.path.is_ident("doc") {
        return None;
    }
    match &pair.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// Returns the lines of a doc comment, each with the space after `///`. Prose is broken at a width.
/// The schema that typify appends is left out, since the contract has it.
fn doc_lines(text: &str, width: usize) -> Vec<String> {
    let text = match (text.find("<details>"), text.rfind("</details>")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &text[..start], &text[end + "</details>".len()..])
        }
        _ => text.to_owned(),
    };
    let mut lines = Vec::new();
    // True after an empty line, and within code by indentation.
    let mut begins = true;
    let source = markdown::lines(text.trim_end().trim_start_matches('\n'));
    let mut source = source.into_iter().peekable();
    // The end of a line that was too long, which the next line of the paragraph begins with.
    let mut rest = String::new();
    while let Some(Line { text, is_code }) = source.next() {
        let is_empty = text.is_empty();
        let indented = text.starts_with(INDENTED) || text.starts_with('\t');
        match &*text {
            "" => lines.push(String::new()),
            line if is_code => lines.push(format!(" {line}")),
            // Indented further, it would be code, and Rust.
            line if begins && indented => lines.push(format!("    {}", line.trim_start())),
            line if line.starts_with(' ') => lines.push(line.to_owned()),
            line if is_whole(line) => lines.push(format!(" {line}")),
            line => {
                let mut wrapped = wrap(&(std::mem::take(&mut rest) + line), width);
                let is_broken = wrapped.len() > 1 && !line.ends_with('\\');
                if is_broken && source.peek().is_some_and(continues) {
                    let last = wrapped.pop().unwrap_or_default();
                    rest = last.trim_start().to_owned() + " ";
                }
                lines.extend(wrapped);
            }
        }
        begins = is_empty || begins && indented;
    }
    lines
}

/// Returns whether a line means something else in two: a row of a table, a heading or the address
/// of a link.
fn is_whole(line: &str) -> bool {
    line.starts_with(['|', '#']) || line.starts_with('[') && line.contains("]:")
}

/// Returns whether a line is a further line of a paragraph.
fn continues(line: &Line) -> bool {
    let begins_other = ['-', '*', '+', '>', '|', '#', '[', '<', '=', '`', ' ', '\t'];
    let is_numbered = line.text.starts_with(|c: char| c.is_ascii_digit());
    !line.is_code && !line.text.is_empty() && !line.text.starts_with(begins_other) && !is_numbered
}

/// The start of a line that Markdown takes for code, with the space after `///`.
const INDENTED: &str = "     ";

/// Returns tokens as text without needless spaces.
fn compact(trees: impl IntoIterator<Item = TokenTree>) -> String {
    let mut text = String::new();
    let mut after_word = false;
    for tree in trees {
        let word = matches!(tree, TokenTree::Ident(_) | TokenTree::Literal(_));
        match &tree {
            TokenTree::Punct(mark) if mark.as_char() == '=' && text.ends_with("..") => {
                text.push('=');
            }
            TokenTree::Punct(mark) if mark.as_char() == '=' => text.push_str(" = "),
            TokenTree::Punct(mark) if mark.as_char() == '|' => text.push_str(" | "),
            TokenTree::Literal(literal) => {
                if after_word {
                    text.push(' ');
                }
                text.push_str(&literal.to_string().replace(' ', SPACE));
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' => text.push_str(", "),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &compact(group.stream()), close]);
            }
            tree => {
                if word && after_word {
                    text.push(' ');
                }
                text.push_str(&tree.to_string());
            }
        }
        after_word = word;
    }
    text
}

/// A space in a literal, where no line of a list may end.
const SPACE: &str = "\0";
/// The longest line of a list, in characters.
const LIST_WIDTH: usize = 100;
/// The longest attribute on one line, in characters.
const ATTRIBUTE_WIDTH: usize = 120;
/// The longest line of prose in a doc comment of a member outside of modules, without its `///`:
/// 100 characters with all.
const DOC_WIDTH: usize = 100 - "    ///".len();

/// Breaks a long line of prose between words, and indents the rest of a list item.
fn wrap(line: &str, width: usize) -> Vec<String> {
    let indent = if line.starts_with("- ") { "   " } else { " " };
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("starts with one");
        let full = last.chars().count() + 1 + word.chars().count() > width;
        if !last.is_empty() && full {
            lines.push(format!("{indent}{word}"));
        } else {
            last.push(' ');
            last.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use quote::quote;

    use super::*;

    #[test]
    fn doc_lines_break_prose_only() {
        let word = "word ".repeat(17);
        let row = format!("| {word} | {word} |");
        let text =
            format!("{word}and more\nof it.\n\n{row}\n# {word}{word}\n```text\n{word}{word}\n```");
        let lines = doc_lines(&text, DOC_WIDTH);
        let expected = [
            format!(" {word}and"),
            " more of it.".to_owned(),
            String::new(),
            format!(" {row}"),
            format!(" # {word}{word}"),
            " ```text".to_owned(),
            format!(" {word}{word}"),
            " ```".to_owned(),
        ];
        assert_eq!(lines, expected.map(|line| line.trim_end().to_owned()), "{lines:#?}");
        assert!(lines[0].len() <= DOC_WIDTH, "{}", lines[0].len());
        let hard = format!("{word}and more\\\nof it.");
        assert_eq!(doc_lines(&hard, DOC_WIDTH).len(), 3);
    }

    #[test]
    fn format_reads_as_written_by_hand() {
        let tokens = quote! {
            use std::fmt;
            #[doc = "One;\ntwo.\n\nThree.\n\n<details><summary>JSON schema</summary>\n{}\n</details>"]
            #[derive(::serde::Serialize, Clone)]
            pub struct A {
                #[serde(default, skip_serializing_if = "::std::option::Option::is_none")]
                pub b: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
            }
            impl ::std::convert::From<u8> for A {
                fn from(x: u8) -> Self { <A as ::std::default::Default>::default() }
                fn other() -> ::std::result::Result<(), ()> { Ok(()) }
            }
        };
        let names = BTreeSet::from(["Vec".to_owned()]);
        expect![[r#"
            // Generated.
            //
            // Not by hand.

            use std::fmt;

            /// One;
            /// two.
            ///
            /// Three.
            #[derive(serde::Serialize, Clone)]
            pub struct A {
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub b: Option<std::vec::Vec<String>>,
            }

            impl From<u8> for A {
                fn from(x: u8) -> Self {
                    <A as std::default::Default>::default()
                }

                fn other() -> Result<(), ()> {
                    Ok(())
                }
            }
        "#]]
        .assert_eq(&format("Generated.\n\nNot by hand.", tokens, &names).expect("formats"));
    }
}
