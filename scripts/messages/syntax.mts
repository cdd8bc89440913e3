// How the source writes what ends in one text: conditions, returns, and lists that are joined.
import ts from 'typescript';
import type { Callable, SourceCode } from './sourceCode.mts';

/** One and many of the same word: many is enough. */
export function isPlural({ condition, whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
	const areTexts = ts.isStringLiteral(whenTrue) && ts.isStringLiteral(whenFalse);
	return (
		areTexts && / === 1$/.test(condition.getText()) && whenFalse.text.startsWith(whenTrue.text)
	);
}

/** One condition chooses alike wherever a function asks it. */
export function conditionOf(node: ts.ConditionalExpression): string {
	const inside = ts.findAncestor(node, ts.isFunctionLike)?.pos ?? 0;
	return `${node.getSourceFile().fileName}:${inside}:${node.condition.getText()}`;
}

/** What a function returns, wherever it does. */
export function returnsOf({ body }: Callable): Array<ts.Expression | undefined> {
	if (body === undefined || !ts.isBlock(body)) return [body];
	const found: Array<ts.Expression | undefined> = [];
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node)) return;
		if (ts.isReturnStatement(node)) found.push(node.expression);
		else node.forEachChild(visit);
	};
	body.forEachChild(visit);
	return found;
}

/** The parts of `[one, other].filter(Boolean).join(' ')`, with what joins them. */
export function joinedList(call: ts.CallExpression): Array<ts.Expression | string> | undefined {
	const { expression, arguments: args } = call;
	if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'join')
		return undefined;
	let list = expression.expression;
	if (ts.isCallExpression(list) && ts.isPropertyAccessExpression(list.expression)) {
		if (list.expression.name.text !== 'filter') return undefined;
		list = list.expression.expression;
	}
	const [separator] = args;
	if (!ts.isArrayLiteralExpression(list) || !separator || !ts.isStringLiteral(separator))
		return undefined;
	return list.elements.flatMap((part, index) => (index === 0 ? [part] : [separator.text, part]));
}

/** The function that makes each part of `list.map(…).join('; ')`: a text of one part stands for all. */
export function mappedBy(
	{ expression }: ts.CallExpression,
	code: SourceCode,
): Callable | undefined {
	if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'join')
		return undefined;
	const holder = expression.expression;
	const declared = ts.isIdentifier(holder) ? code.declarationOf(holder) : undefined;
	const list = declared && ts.isVariableDeclaration(declared) ? declared.initializer : holder;
	if (!list || !ts.isCallExpression(list) || !ts.isPropertyAccessExpression(list.expression))
		return undefined;
	const [made] = list.arguments;
	const isMap = list.expression.name.text === 'map';
	return isMap && made && ts.isArrowFunction(made) ? made : undefined;
}
