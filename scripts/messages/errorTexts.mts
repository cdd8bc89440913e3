// The places where an error gets its words, and what these can be.
import upperFirst from 'lodash/upperFirst.js';
import ts from 'typescript';
import type { SourceCode } from './sourceCode.mts';
import { followed, textReader, unknown, type Choices } from './texts.mts';

/** What a user reads, and what to do about it; '…' stands for what is only known at run time. */
export interface ErrorText {
	message: string;
	cure: string;
	/** The file that has the words of the message. */
	file: string;
}

interface Place {
	message: ts.Expression | ts.ShorthandPropertyAssignment;
	cure?: ts.Expression | ts.ShorthandPropertyAssignment;
	/** Whether the message goes on where a label ends. */
	continues?: boolean;
	/** Whether it is a line of a report, where nothing is to be done if all is well. */
	isLine?: boolean;
}

const errorClasses = ['NodeOperationError', 'UserError', 'ApplicationError', 'OperationalError'];
const messageKeys = ['message', 'problem', 'reason', 'says', 'found', 'why'];
const cureKeys = ['description', 'cure', 'hint'];
/** A label or another sentence stands before these. */
const continuing = ['problem', 'reason'];

/** All texts of errors in the source, each once. */
export function errorTexts(code: SourceCode): ErrorText[] {
	const waysOf = textReader(code);
	const valueOf = (part: Place['message'] | undefined, choices: Choices) =>
		part && ts.isShorthandPropertyAssignment(part)
			? waysOf(part.name, choices)
			: waysOf(part as ts.Expression | undefined, choices);
	const curesFor = (cure: Place['cure'], choices: Choices, isOneOfMany: boolean): string[] => {
		if (!cure) return [''];
		const ways = [...valueOf(cure, choices)];
		const texts = ways.map(({ value }) => value.text ?? '');
		const depends = ways.some((way) => way.choices.get(followed) !== choices.get(followed));
		if (texts.length === 1 || !isOneOfMany || depends) return texts;
		// Which of several goes with which message is decided at run time; what all begin with holds for each.
		return [sharedBeginning(texts)];
	};
	const found = new Map<string, ErrorText>();
	const add = ({ message, cure, continues, isLine }: Place) => {
		const told = [...valueOf(message, new Map())].filter(({ value: { text = '' } }) =>
			isSentence(text),
		);
		for (const { value, choices } of told) {
			if (value.parts) continue;
			const file = (value.writtenIn ?? message.getSourceFile()).fileName;
			for (const own of curesFor(cure, choices, told.length > 1)) {
				const one = split(value.text, own);
				const text = continues ? `${unknown} ${one.message}` : begun(one.message);
				const clean = { message: tidy(text), cure: tidy(one.cure), file };
				// A line that tells that all is well.
				if (isLine && cure && clean.cure === '') continue;
				found.set(`${clean.message}\n${clean.cure}`, clean);
			}
		}
	};
	const visit = (node: ts.Node): void => {
		const place = placeAt(node);
		if (place) add(place);
		node.forEachChild(visit);
	};
	code.files.forEach(visit);
	return [...found.values()];
}

function placeAt(node: ts.Node): Place | undefined {
	if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
		const name = node.expression.text;
		if (!errorClasses.includes(name)) return undefined;
		const args = [...(node.arguments ?? [])];
		const [message, options] = name === 'NodeOperationError' ? args.slice(1) : args;
		const cure = options && ts.isObjectLiteralExpression(options) ? options : undefined;
		return message && { message, cure: cure && partOf(cure, ['description'])?.part };
	}
	if (ts.isObjectLiteralExpression(node)) {
		const message = partOf(node, messageKeys);
		const cure = partOf(node, cureKeys);
		if (!message || !cure) return undefined;
		return {
			message: message.part,
			cure: cure.part,
			continues: continuing.includes(message.key),
			isLine: message.key === 'found',
		};
	}
	return assignedAt(node);
}

/** `error.message = …; error.description = …` */
function assignedAt(node: ts.Node): Place | undefined {
	const message = assigned(node, 'message');
	if (!message) return undefined;
	const { parent } = node;
	const others = ts.isBlock(parent) ? parent.statements : [];
	const cure = [...others].map((one) => assigned(one, 'description')).find(Boolean);
	return { message, cure };
}

function assigned(node: ts.Node, key: string): ts.Expression | undefined {
	if (!ts.isExpressionStatement(node) || !ts.isBinaryExpression(node.expression)) return undefined;
	const { left, operatorToken, right } = node.expression;
	const isOne = ts.isPropertyAccessExpression(left) && left.name.text === key;
	return isOne && operatorToken.kind === ts.SyntaxKind.EqualsToken ? right : undefined;
}

function partOf({ properties }: ts.ObjectLiteralExpression, keys: string[]) {
	for (const key of keys) {
		const property = properties.find(({ name }) => name?.getText() === key);
		if (property && ts.isPropertyAssignment(property)) return { key, part: property.initializer };
		if (property && ts.isShorthandPropertyAssignment(property)) return { key, part: property };
	}
	return undefined;
}

/** Two words of its own make a text that somebody can look for; an article of another noun is of no run. */
const isSentence = (text: string) =>
	(text.match(/[A-Za-z]{2,}/g) ?? []).length >= 2 && !/\b(a expense|an travel)\b/.test(text);

/** The words that all begin with, where they say something. */
function sharedBeginning([first = '', ...others]: string[]): string {
	const words = first.split(' ');
	const end = words.findIndex((word, at) => others.some((text) => text.split(' ')[at] !== word));
	const shared = end < 0 ? words : words.slice(0, end);
	return shared.length < 6 ? '' : shared.join(' ') + (end < 0 ? '' : ` ${unknown}`);
}

/** As a sentence begins. */
const begun = (text: string) => (/^(n8n|https?:)/.test(text) ? text : upperFirst(text));

/** An error without a description says in its first sentence what is wrong, and then what to do. */
function split(text: string, cure: string): { message: string; cure: string } {
	if (cure !== '' && cure !== unknown) return { message: text, cure };
	const [, first = text, rest = ''] = /^(.*?[^.])\. ((?!Nothing was )[A-Z'][^]*)$/.exec(text) ?? [];
	return { message: first, cure: rest || cure };
}

const tidy = (text: string) =>
	text
		.replace(/ \((sent: [^)]*|column "…")\)/g, '')
		.replace('{field}', unknown)
		.replace(/…(\s*…)+/g, unknown)
		.replace(/\s+/g, ' ')
		.replace(/\.\.$/, '.')
		.replace(/:$/, ': …')
		.trim();
