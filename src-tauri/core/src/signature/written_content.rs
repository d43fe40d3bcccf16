//! Content streams, read to their end.
//!
//! A reader that meets a word it does not know may stop there, or pass over it; ours stops and says nothing, viewers go
//! on. So a content is only read if it is made of the characters that a report's is made of, and if a mark behind its
//! end is found.

use lopdf::content::{Content, Operation};

/// The operator behind the end, which no content has.
const END: &str = "EndOfContent";

/// The operations of a content stream; none if it holds anything else than a report's content does.
pub(super) fn operations(content: &[u8]) -> Option<Vec<Operation>> {
    let is_ours = |byte: &u8| byte.is_ascii_alphanumeric() || b"\n -./<>[]*".contains(byte);
    if !content.iter().all(is_ours) {
        return None;
    }
    let marked = [content, b"\n", END.as_bytes(), b"\n"].concat();
    let mut operations = Content::decode(&marked).ok()?.operations;
    let last = operations.pop()?;
    let is_whole = last.operator == END
        && last.operands.is_empty()
        && operations.iter().all(|operation| operation.operator != END);
    is_whole.then_some(operations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_to_the_end_is_not_read() {
        let line = "BT 0 0 0 rg 1 2 Td /F1 8.5 Tf <0001> Tj ET";
        assert_eq!(operations(line.as_bytes()).map(|it| it.len()), Some(6));
        for strange in [
            "]",
            ">>",
            "<",
            "<<",
            "{ }",
            ")",
            "(",
            "%",
            "\r",
            "\u{1}\u{2}",
            ";",
            "--1",
            "&",
            "EndOfContent",
            "1",
            "/",
            "<0>>",
        ] {
            for content in
                [format!("{line} {strange} 1 0 0 RG"), format!("{line} {strange}"), format!("{strange} {line}")]
            {
                let read = operations(content.as_bytes());
                // What is read then is what stands there, and not less.
                let named =
                    |operations: Vec<Operation>| operations.iter().map(|it| it.operator.clone()).collect::<String>();
                let expected = if content.ends_with("RG") { "BTrgTdTfTjETRG" } else { "BTrgTdTfTjET" };
                assert!(read.is_none_or(|it| named(it) == expected), "{content}");
            }
        }
    }
}
