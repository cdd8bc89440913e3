// Which columns an expression of n8n names, and whether it may give nothing. Pure: it reads the text, n8n evaluates it.

/** A column that an expression names, e.g. `$json["Start Date"]`. */
export interface NamedColumn {
	/** The reference as it is written. */
	text: string;
	/** The way from the item's json to the value. */
	path: string[];
	/** The heading: the last name of the way. */
	heading: string;
	/** Whether the value stands in the item itself, and not in that of an earlier node. */
	isOfItem: boolean;
}

const quotedText = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`;
const pick = String.raw`(?:item|first\(\)|last\(\))\.json`;
const ofItem = String.raw`\$json|\$input\.item\.json`;
const ofNode = String.raw`\$\((?:${quotedText})\)\.${pick}|\$node\[(?:${quotedText})\]\.json|\$input\.${pick}`;
const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
/** A name before a bracket is a function. */
const step = String.raw`\??\.(?!${name}\s*\()${name}(?![\p{L}\p{N}_$])|(?:\?\.)?\[(?:${quotedText}|\d+)\]`;
const reference = String.raw`(?:(${ofItem})|(?:${ofNode}))((?:${step})+)`;

const references = new RegExp(`(?<![\\p{L}\\p{N}_$.])${reference}`, 'gu');
const onlyReference = new RegExp(`^=\\s*\\{\\{\\s*${reference}\\s*\\}\\}\\s*$`, 'u');
const steps = new RegExp(`(${name})|\\[(${quotedText}|\\d+)\\]`, 'gu');

/** Characters; nobody writes more into a field of a form. */
const longest = 5000;

/** Whether a parameter's value is an expression that may make something else of a column. */
export function isComputed(parameter: unknown): parameter is string {
	return (
		typeof parameter === 'string' &&
		parameter.startsWith('=') &&
		parameter.length <= longest &&
		!onlyReference.test(parameter)
	);
}

/**
 * The expressions inside of a longer text, each as a parameter of its own, that may make something else of a column; none
 * for a parameter that is no such text.
 */
export function computedParts(parameter: unknown): string[] {
	if (!isComputed(parameter)) return [];
	const parts = parameter.match(/\{\{[^]*?\}\}/g) ?? [];
	const isWhole = parts.length === 1 && parameter.slice(1).trim() === parts[0];
	return isWhole ? [] : parts.map((part) => `=${part}`).filter(isComputed);
}

/** Whether a text that n8n sends as it is was meant to be an expression. */
export const isUnrunExpression = (parameter: unknown) =>
	typeof parameter === 'string' &&
	!parameter.startsWith('=') &&
	/\{\{\s*\$(?:json|node|input|vars|now|today|fromAI|if|\()/.test(parameter);

/** The columns that an expression names, each once; none for a parameter that is no expression. */
export function columnsIn(parameter: unknown): NamedColumn[] {
	const isExpression = typeof parameter === 'string' && parameter.startsWith('=');
	if (!isExpression || parameter.length > longest) return [];
	const found = new Map<string, NamedColumn>();
	for (const [text, own, way = ''] of parameter.matchAll(references)) {
		const path = [...way.matchAll(steps)].map(([, plain, inBrackets = '']) =>
			plain ? plain : unquoted(inBrackets),
		);
		const heading = path.filter((part) => !/^\d+$/.test(part)).at(-1);
		if (heading !== undefined && !found.has(text)) {
			found.set(text, { text, path, heading, isOfItem: own !== undefined });
		}
	}
	return [...found.values()];
}

const unquoted = (text: string) =>
	/^["']/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;

/** The column of the item that an expression returns as it is; undefined for everything else. */
export function onlyColumn(parameter: unknown): NamedColumn | undefined {
	if (typeof parameter !== 'string' || !onlyReference.test(parameter)) return undefined;
	const [column] = columnsIn(parameter);
	return column?.isOfItem ? column : undefined;
}

/** What is compared with nothing does not return it, and neither does a text whose parts are replaced or joined. */
const comparison = /[!=]==?\s*(?:null\b|undefined\b|''|"")|(?:\bnull|\bundefined|''|"")\s*[!=]==?/g;
const textFunction = /\.(?:replace|replaceAll|split|join|concat)\((?:[^()]|\([^()]*\))*\)/g;
const literals = new Map<unknown, RegExp>([
	[null, /(?<![\w$.'"])null(?![\w$'"])/],
	[undefined, /(?<![\w$.'"])undefined(?![\w$'"])/],
	['', /''|""|``/],
]);

/** Whether an expression says itself that it can give just this kind of nothing: null, undefined, or an empty text. */
export function canGive(expression: string, nothing: unknown): boolean {
	const code = expression.replace(comparison, ' ').replace(textFunction, ' ');
	return literals.get(typeof nothing === 'string' ? '' : nothing)?.test(code) === true;
}
