// What a Markdown page links to, and what others can link to in it, as GitHub shows it.
import GithubSlugger from 'github-slugger';
import { lexer, walkTokens, type Token, type Tokens } from 'marked';

export interface MarkdownPage {
	/** Addresses of links and pictures as they are written. */
	links: string[];
	pictures: string[];
	/** The end of an address behind '#', for each heading. */
	anchors: Set<string>;
}

/** Reads a page; a link to a reference that is not defined is plain text, as on GitHub. */
export function readMarkdown(text: string): MarkdownPage {
	const page: MarkdownPage = { links: [], pictures: [], anchors: new Set() };
	const slugger = new GithubSlugger();
	walkTokens(lexer(text), (token) => {
		// GitHub makes a link of every host that begins with www.
		if (isOf(token, 'link') && !token.raw.startsWith('www.')) page.links.push(token.href);
		if (isOf(token, 'image')) page.pictures.push(token.href);
		if (isOf(token, 'heading')) page.anchors.add(slugger.slug(plainText(token.tokens)));
		if (isOf(token, 'html')) {
			for (const [, id = ''] of token.raw.matchAll(/\b(?:id|name)="([^"]+)"/g))
				page.anchors.add(id);
			for (const [, href = ''] of token.raw.matchAll(/\bhref="([^"]+)"/g)) page.links.push(href);
			for (const [, src = ''] of token.raw.matchAll(/\bsrc="([^"]+)"/g)) page.pictures.push(src);
		}
	});
	return page;
}

interface Kinds {
	link: Tokens.Link;
	image: Tokens.Image;
	heading: Tokens.Heading;
	html: Tokens.HTML;
}

const isOf = <Kind extends keyof Kinds>(token: Token, kind: Kind): token is Kinds[Kind] =>
	token.type === kind;

const plainText = (tokens: Token[]): string =>
	tokens
		.map((token) =>
			'tokens' in token && token.tokens
				? plainText(token.tokens)
				: 'text' in token
					? token.text
					: '',
		)
		.join('');
