// What an expression of the source can become as a text, with '…' in place of what is only known at run time.
import upperFirst from 'lodash/upperFirst.js';
import lowerFirst from 'lodash/lowerFirst.js';
import ts from 'typescript';
import { parametersOf, type Call, type Callable, type SourceCode } from './sourceCode.mts';
import { conditionOf, isPlural, joinedList, mappedBy, returnsOf } from './syntax.mts';

/** What is decided on the way to a text: which branch, which return, which caller. Two texts of one error share it. */
export type Choices = ReadonlyMap<unknown, number>;

/** The calls that the functions are in which were entered from outside. */
type Entered = ReadonlyMap<Callable, { call: Call; from: Entered }>;

type Value =
	| { text: string; writtenIn?: ts.SourceFile; isAbsent?: boolean; parts?: undefined }
	| {
			parts: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression;
			entered: Entered;
			text?: undefined;
			isAbsent?: undefined;
	  };

export interface Way {
	value: Value;
	choices: Choices;
}

export const unknown = '…';
const isUnknown = ({ text }: Value) => text === unknown;

/** Names of which a sentence can hold any: with more, it does not matter which one it is. Sentences are all told. */
const mostNames = 4;
const mostSentences = 60;
const deepest = 60;

/** Follows expressions through the source. */
export function textReader(code: SourceCode) {
	function* waysOf(
		node: ts.Expression | undefined,
		choices: Choices,
		entered: Entered = new Map(),
		depth = 0,
	): Generator<Way> {
		const next = (inner: ts.Expression | undefined, known = choices, from = entered) =>
			waysOf(inner, known, from, depth + 1);
		if (node === undefined) return yield absent(choices);
		if (depth > deepest) return yield say(unknown, choices);
		if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) {
			return yield say(node.text, choices, node.getSourceFile());
		}
		if (ts.isTemplateExpression(node)) {
			const pieces = node.templateSpans.flatMap(({ expression, literal }) => [
				expression,
				literal.text,
			]);
			return yield* joined([node.head.text, ...pieces], choices, entered, depth, node);
		}
		if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) {
			return yield { value: { parts: node, entered }, choices };
		}
		if (ts.isConditionalExpression(node)) {
			const branches = isPlural(node) ? [node.whenFalse] : [node.whenTrue, node.whenFalse];
			return yield* oneOf(conditionOf(node), branches, choices, next);
		}
		if (ts.isBinaryExpression(node)) {
			const { left, right, operatorToken } = node;
			switch (operatorToken.kind) {
				case ts.SyntaxKind.PlusToken:
					if (ts.isNumericLiteral(right)) return yield say(unknown, choices);
					return yield* joined([left, right], choices, entered, depth, node);
				case ts.SyntaxKind.BarBarToken:
				case ts.SyntaxKind.QuestionQuestionToken:
					return yield* oneOf(node, [left, right], choices, next);
				case ts.SyntaxKind.AmpersandAmpersandToken:
					return yield* oneOf(node, [right, undefined], choices, next);
			}
		}
		if (
			ts.isParenthesizedExpression(node) ||
			ts.isAsExpression(node) ||
			ts.isSatisfiesExpression(node) ||
			ts.isNonNullExpression(node) ||
			ts.isAwaitExpression(node)
		) {
			return yield* next(node.expression);
		}
		if (ts.isIdentifier(node)) {
			if (node.text === 'undefined') return yield absent(choices);
			return yield* ofDeclaration(code.declarationOf(node), choices, entered, depth);
		}
		if (ts.isPropertyAccessExpression(node)) {
			const declared = code.declarationOf(node);
			if (declared && ts.isVariableDeclaration(declared)) {
				return yield* ofDeclaration(declared, choices, entered, depth);
			}
			for (const { value, choices: known } of next(node.expression)) {
				yield* memberOf(value, node.name.text, known, depth);
			}
			return;
		}
		if (ts.isElementAccessExpression(node)) {
			for (const { value, choices: known } of next(node.expression)) {
				const { parts } = value;
				if (!parts || !ts.isObjectLiteralExpression(parts)) yield say(unknown, known);
				else {
					const values = parts.properties.flatMap((one) =>
						ts.isPropertyAssignment(one) ? one.initializer : [],
					);
					yield* oneOf(node, values, known, (one, then) => next(one, then, value.entered));
				}
			}
			return;
		}
		if (ts.isCallExpression(node)) return yield* ofCall(node, choices, entered, depth);
		yield say(unknown, choices);
	}

	function* ofCall(
		node: ts.CallExpression,
		choices: Choices,
		entered: Entered,
		depth: number,
	): Generator<Way> {
		const { expression } = node;
		const name = ts.isIdentifier(expression) ? expression.text : '';
		if (name === 'upperFirst' || name === 'lowerFirst') {
			const change = name === 'upperFirst' ? upperFirst : lowerFirst;
			for (const { value, choices: known } of waysOf(
				node.arguments[0],
				choices,
				entered,
				depth + 1,
			)) {
				yield {
					value: value.parts ? value : { ...value, text: change(value.text) },
					choices: known,
				};
			}
			return;
		}
		if (
			ts.isPropertyAccessExpression(expression) &&
			/^(replace|trim)$/.test(expression.name.text)
		) {
			return yield* waysOf(expression.expression, choices, entered, depth + 1);
		}
		const eachOf = mappedBy(node, code);
		if (eachOf) {
			return yield* oneOf(node, returnsOf(eachOf), choices, (one, known) =>
				waysOf(one, known, entered, depth + 1),
			);
		}
		const list = joinedList(node);
		if (list) return yield* joined(list, choices, entered, depth, node);
		const callee = code.calleeOf(node);
		if (!callee || entered.has(callee)) return yield say(unknown, choices);
		const inside = new Map([...entered, [callee, { call: code.callOf(node), from: entered }]]);
		yield* oneOf(node, returnsOf(callee), choices, (one, known) =>
			waysOf(one, known, inside, depth + 1),
		);
	}

	function* ofDeclaration(
		declared: ts.Declaration | undefined,
		choices: Choices,
		entered: Entered,
		depth: number,
	): Generator<Way> {
		if (declared && ts.isVariableDeclaration(declared) && declared.initializer) {
			return yield* waysOf(declared.initializer, choices, entered, depth + 1);
		}
		if (declared && ts.isParameter(declared)) {
			return yield* ofParameter(declared, choices, entered, depth);
		}
		if (declared && ts.isBindingElement(declared)) {
			const { parent: pattern, propertyName, name, initializer } = declared;
			const holder = pattern.parent;
			const key = ts.isArrayBindingPattern(pattern)
				? String(pattern.elements.indexOf(declared))
				: (propertyName ?? name).getText();
			for (const { value, choices: known } of ofDeclaration(holder, choices, entered, depth + 1)) {
				yield* memberOf(value, key, known, depth, initializer && { node: initializer, entered });
			}
			return;
		}
		yield say(unknown, choices);
	}

	/** What was handed in: by the call that was entered, otherwise by any of the calls in the source. */
	function* ofParameter(
		parameter: ts.ParameterDeclaration,
		choices: Choices,
		entered: Entered,
		depth: number,
	): Generator<Way> {
		const callee = parameter.parent as Callable;
		const index = parametersOf(callee).indexOf(parameter);
		const own = entered.get(callee);
		const handedIn = function* ({ args }: Call, known: Choices, from: Entered): Generator<Way> {
			const spread = args.findIndex(ts.isSpreadElement);
			if (spread < 0 || spread > index) {
				return yield* waysOf(args[index] ?? parameter.initializer, known, from, depth + 1);
			}
			const list = (args[spread] as ts.SpreadElement).expression;
			for (const { value, choices: then } of waysOf(list, known, from, depth + 1)) {
				yield* memberOf(value, String(index - spread), then, depth);
			}
		};
		if (own) return yield* handedIn(own.call, choices, own.from);
		const calls = code.callsTo(callee);
		if (index < 0 || calls.length === 0) return yield say(unknown, choices);
		yield* oneOf(callee, calls, choices, (call, known) => handedIn(call, known, new Map()));
	}

	function* memberOf(
		{ parts, ...value }: Value,
		key: string,
		choices: Choices,
		depth: number,
		otherwise?: { node: ts.Expression; entered: Entered },
	): Generator<Way> {
		const entered = 'entered' in value ? value.entered : new Map();
		if (parts && ts.isArrayLiteralExpression(parts)) {
			const element = parts.elements[Number(key)];
			if (parts.elements.some(ts.isSpreadElement)) return yield say(unknown, choices);
			if (element) return yield* waysOf(element, choices, entered, depth + 1);
		}
		const properties = parts && ts.isObjectLiteralExpression(parts) ? parts.properties : [];
		for (const property of [...properties].reverse()) {
			if (ts.isSpreadAssignment(property)) {
				const ways = waysOf(property.expression, choices, entered, depth + 1);
				for (const { value: spread, choices: known } of ways) {
					yield* memberOf(spread, key, known, depth + 1, otherwise);
				}
				return;
			}
			if (property.name?.getText() !== key) continue;
			if (ts.isPropertyAssignment(property)) {
				return yield* waysOf(property.initializer, choices, entered, depth + 1);
			}
			const own = property.name && code.declarationOf(property.name);
			return yield* ofDeclaration(own, choices, entered, depth + 1);
		}
		if (!parts || !otherwise) yield say(unknown, choices);
		if (otherwise) yield* waysOf(otherwise.node, choices, otherwise.entered, depth + 1);
	}

	/** One text of several parts; a part that can be too much, or something else than a text, is told as '…'. */
	function* joined(
		parts: ReadonlyArray<ts.Expression | string>,
		choices: Choices,
		entered: Entered,
		depth: number,
		whole: ts.Node,
	): Generator<Way> {
		const [first, ...rest] = parts;
		const writtenIn = whole.getSourceFile();
		if (first === undefined) return yield say('', choices, writtenIn);
		const begun =
			typeof first === 'string' ? [say(first, choices)] : few(first, choices, entered, depth);
		for (const { value, choices: known } of begun) {
			for (const end of joined(rest, known, entered, depth, whole)) {
				const text = `${value.text ?? unknown}${end.value.text ?? unknown}`;
				yield { value: { text, writtenIn }, choices: end.choices };
			}
		}
	}

	function few(part: ts.Expression, choices: Choices, entered: Entered, depth: number): Way[] {
		const found: Way[] = [];
		for (const way of waysOf(part, choices, entered, depth + 1)) {
			if (found.length === mostSentences || way.value.parts) return [say(unknown, choices)];
			found.push(way);
		}
		const isOpen = found.some(({ value }) => isUnknown(value));
		const there = found.filter(
			({ value: { isAbsent, text = '' } }) => !isAbsent && !(isOpen && /^\d+$/.test(text)),
		);
		const areNames = there.every(({ value: { text = '' } }) => text.split(' ').length < 5);
		const isOneOfMany = areNames && there.length > mostNames;
		return isOneOfMany || there.every(({ value }) => isUnknown(value))
			? [say(unknown, choices)]
			: there;
	}

	return waysOf;
}

const say = (text: string, choices: Choices, writtenIn?: ts.SourceFile): Way => ({
	value: { text, writtenIn },
	choices,
});

const absent = (choices: Choices): Way => ({ value: { text: '', isAbsent: true }, choices });

/** Counts how often a choice was met again: whether a text depends on what was chosen for another one. */
export const followed = Symbol('followed');

/** Each of several options, or the one that was chosen before. */
function* oneOf<Option>(
	choice: unknown,
	options: readonly Option[],
	choices: Choices,
	ways: (option: Option, choices: Choices) => Iterable<Way>,
): Generator<Way> {
	const chosen = choices.get(choice);
	for (const [index, option] of options.entries()) {
		if (chosen === undefined) yield* ways(option, new Map([...choices, [choice, index]]));
		if (chosen === index) {
			const times = (choices.get(followed) ?? 0) + 1;
			yield* ways(option, new Map([...choices, [followed, times]]));
		}
	}
}
