import Markdown from "react-markdown";

/** What a text may consist of: no pictures, and no HTML, which stays the letters that it is. */
const elements = "h1 h2 h3 h4 h5 h6 p ul ol li blockquote hr br strong em code pre a".split(" ");

/** A text in Markdown (CommonMark) as elements. Its headings begin one level below the page's. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Markdown
        allowedElements={elements}
        unwrapDisallowed
        urlTransform={(url) => (/^https?:\/\//i.test(url) ? url : "")}
        components={{
          h1: "h2",
          h2: "h3",
          h3: "h4",
          h4: "h5",
          h5: "h6",
          a: ({ href, children }) =>
            href ? (
              <a href={href} target="_blank" rel="noopener noreferrer nofollow">
                {children}
              </a>
            ) : (
              <span>{children}</span>
            ),
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}
