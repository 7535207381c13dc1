//! A page of Markdown: what there is to run in it, what it links to, and what can be linked to in
//! it.

use std::{collections::HashMap, fmt};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page as it is written.
pub struct Page {
    /// Where it is, from the top of the repository.
    pub path: String,
    pub items: Vec<Item>,
    pub links: Vec<Link>,
    pub anchors: Vec<String>,
}

/// Something to run, or that has run.
pub struct Item {
    pub line: usize,
    /// The number of headings before it.
    pub section: usize,
    pub language: Language,
    pub text: String,
    pub remark: Option<Remark>,
}

/// What a fenced block is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Commands. In a comment that readers do not see, too.
    Sh,
    Python,
    TypeScript,
    Rust,
    /// A change to a file.
    Diff,
    /// An answer, if commands come before it; otherwise an example of its kind.
    Json,
    Http,
    Text,
    /// Nothing to run, and no answer.
    Inert,
}

/// What a comment before a block says to whoever runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    NotRun,
    Fails,
    NotCompared,
}

pub struct Link {
    pub line: usize,
    pub target: String,
}

/// Why a page cannot be used, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl Language {
    fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "sh" => Self::Sh,
            "python" => Self::Python,
            "typescript" => Self::TypeScript,
            "rust" => Self::Rust,
            "diff" => Self::Diff,
            "json" => Self::Json,
            "http" => Self::Http,
            "text" => Self::Text,
            "ini" | "toml" | "yaml" | "mermaid" => Self::Inert,
            "" => return Err("a block must say what it is in, such as ```sh or ```text".to_owned()),
            other => {
                return Err(format!(
                    "nobody runs blocks in `{other}`: use ```sh for commands, or teach tests/docs"
                ));
            }
        })
    }

    pub fn is_answer(self) -> bool {
        matches!(self, Self::Json | Self::Http | Self::Text)
    }
}

/// A comment, as those who run a page read it.
enum Comment {
    Remark(Remark),
    /// Commands that readers do not see.
    Commands(String),
}

impl Comment {
    fn read(html: &str) -> Result<Self, String> {
        let inner = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let inner = inner.ok_or("HTML other than a comment")?.trim();
        let (kind, rest) = inner.split_once(':').unwrap_or((inner, ""));
        let rest = rest.trim();
        let remark = match kind {
            "run" => return Ok(Self::Commands(format!("{rest}\n"))),
            "not run" => Remark::NotRun,
            "fails" => Remark::Fails,
            "not compared" => Remark::NotCompared,
            _ => return Err(format!("a comment that nobody knows: {kind}")),
        };
        if rest.is_empty() {
            return Err(format!("a reason is missing: <!-- {kind}: because … -->"));
        }
        Ok(Self::Remark(remark))
    }
}

impl Page {
    /// Reads a page.
    pub fn read(path: &str, source: &str) -> Result<Self, Fault> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let mut page = Self {
            path: path.to_owned(),
            items: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
        };
        let mut slugs: HashMap<String, usize> = HashMap::new();
        // The parts that are being read: the text of a heading, the language and the text of a
        // block, a comment.
        let (mut heading, mut block, mut html): (
            Option<String>,
            Option<(Language, String)>,
            Option<String>,
        ) = (None, None, None);
        let mut remark: Option<(usize, Remark)> = None;
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            let line = source[..range.start].matches('\n').count() + 1;
            let fault = |what: String| Fault { line, what };
            if let (Some((at, _)), Event::Start(Tag::Heading { .. } | Tag::Paragraph)) =
                (remark, &event)
            {
                return Err(Fault {
                    line: at,
                    what: "no block comes after the comment".to_owned(),
                });
            }
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let slug = slug(&heading.take().unwrap_or_default());
                    let count = slugs.entry(slug.clone()).or_default();
                    page.anchors.push(if *count == 0 { slug } else { format!("{slug}-{count}") });
                    *count += 1;
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let CodeBlockKind::Fenced(info) = kind else {
                        return Err(fault(
                            "a block needs a fence (```), and its language".to_owned(),
                        ));
                    };
                    block = Some((Language::named(info.trim()).map_err(fault)?, String::new()));
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let Some((language, text)) = block.take() {
                        let remark = remark.take().map(|(_, remark)| remark);
                        let section = page.anchors.len();
                        page.items.push(Item { line, section, language, text, remark });
                    }
                }
                Event::Start(Tag::HtmlBlock) => html = Some(String::new()),
                Event::Html(text) => html.get_or_insert_default().push_str(&text),
                Event::InlineHtml(text) => {
                    return Err(fault(format!("HTML within a paragraph: {text}")));
                }
                Event::End(TagEnd::HtmlBlock) => {
                    match Comment::read(&html.take().unwrap_or_default()) {
                        Ok(Comment::Remark(said)) => remark = Some((line, said)),
                        Ok(Comment::Commands(text)) => page.items.push(Item {
                            line,
                            section: page.anchors.len(),
                            language: Language::Sh,
                            text,
                            remark: None,
                        }),
                        Err(what) => return Err(fault(what)),
                    }
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some((_, block)) = &mut block {
                        block.push_str(&text);
                    } else if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(Link { line, target: dest_url.into_string() });
                }
                _ => {}
            }
        }
        match remark {
            Some((line, _)) => {
                Err(Fault { line, what: "no block comes after the comment".to_owned() })
            }
            None => Ok(page),
        }
    }
}

/// The anchor that a forge gives a heading.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_items_links_and_anchors() {
        let source = "# Do `it`, now\n\n<!-- fails: it is refused -->\n```sh\nfalse\n```\n\n\
             ```text\nno\n```\n\n<!-- run:\na\nb\n-->\n\n## Do it now\n\n[x](y.md#z) | ![](p.png)\n";
        let page = Page::read("x.md", source).expect("well-formed");
        assert_eq!(page.anchors, ["do-it-now", "do-it-now-1"]);
        let links: Vec<&str> = page.links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(links, ["y.md#z", "p.png"]);
        let items: Vec<_> = page
            .items
            .iter()
            .map(|item| (item.line, item.section, item.language, item.text.as_str(), item.remark))
            .collect();
        assert_eq!(
            items,
            [
                (4, 1, Language::Sh, "false\n", Some(Remark::Fails)),
                (8, 1, Language::Text, "no\n", None),
                (12, 1, Language::Sh, "a\nb\n", None),
            ]
        );
    }

    #[test]
    fn what_nobody_would_run_is_refused() {
        for (source, line, what) in [
            ("a\n\n```\nls\n```\n", 3, "must say what it is in"),
            ("```console\n$ ls\n```\n", 1, "nobody runs blocks in `console`"),
            ("a\n\n    ls\n", 3, "needs a fence"),
            ("<!-- not run: -->\n```sh\nls\n```\n", 1, "a reason is missing"),
            ("<!-- norun: x -->\n```sh\nls\n```\n", 1, "a comment that nobody knows"),
            ("<!-- not run: x -->\n\nls\n", 1, "no block comes after"),
            ("<details>\n", 1, "HTML other than a comment"),
        ] {
            let fault = Page::read("x.md", source).err().expect(source);
            assert!(fault.line == line && fault.what.contains(what), "{source}: {fault}");
        }
    }
}
