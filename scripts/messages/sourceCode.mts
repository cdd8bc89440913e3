// Room messages: finds in the nodes' own source what a user can read when something goes wrong, and what it says to do.
// It follows texts from the place where an error is made back to where they are written; the page is made elsewhere.
import sortBy from 'lodash/sortBy.js';
import ts from 'typescript';
import { projectFolder } from '../package-tarball.mts';

/** A function of the source, as far as texts can pass through it. */
export type Callable =
	ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression;

export interface Call {
	node: ts.CallExpression;
	/** Without the value of `this` of a `.call`. */
	args: readonly ts.Expression[];
}

export interface SourceCode {
	files: readonly ts.SourceFile[];
	/** Where a name was declared, through imports. */
	declarationOf(name: ts.Node): ts.Declaration | undefined;
	/** The function that a call means, if it is one of the source. */
	calleeOf(call: ts.CallExpression): Callable | undefined;
	/** All calls of a function that the source names. */
	callsTo(callee: Callable): readonly Call[];
	callOf(node: ts.CallExpression): Call;
}

/** The source of the nodes and the credential; nothing outside of it is read, because no text comes from there. */
export function readSourceCode(folder = projectFolder): SourceCode {
	const options: ts.CompilerOptions = { noLib: true, types: [], resolveJsonModule: false };
	// What several places say counts as said by the first of them.
	const roots = sortBy(
		['credentials', 'nodes'].flatMap((part) => ts.sys.readDirectory(`${folder}/${part}`, ['.ts'])),
		[(file) => !file.includes('/credentials/'), (file) => !file.includes('/shared/'), String],
	);
	const host = ts.createCompilerHost(options);
	host.resolveModuleNameLiterals = (names, from) =>
		names.map(({ text }) =>
			text.startsWith('.') && !text.endsWith('.json')
				? ts.resolveModuleName(text, from, options, host)
				: { resolvedModule: undefined },
		);
	const program = ts.createProgram(roots, options, host);
	const checker = program.getTypeChecker();
	const files = roots.flatMap((root) => program.getSourceFile(root) ?? []);

	const declarationOf = (name: ts.Node): ts.Declaration | undefined => {
		// Members of anything else would need types, which take much longer than names.
		if (ts.isPropertyAccessExpression(name)) {
			const [holder] = checker.getSymbolAtLocation(name.expression)?.declarations ?? [];
			return holder && ts.isNamespaceImport(holder) ? declarationOf(name.name) : undefined;
		}
		const { parent } = name;
		const found = ts.isShorthandPropertyAssignment(parent)
			? checker.getShorthandAssignmentValueSymbol(parent)
			: checker.getSymbolAtLocation(name);
		const isImport = found && (found.flags & ts.SymbolFlags.Alias) !== 0;
		return (isImport ? checker.getAliasedSymbol(found) : found)?.declarations?.[0];
	};
	const members = membersIn(files);
	const calleeOf = (call: ts.CallExpression) => {
		const called = isCallOfThis(call) ? call.expression.expression : call.expression;
		const found = asCallable(declarationOf(called));
		if (found || !ts.isPropertyAccessExpression(called)) return found;
		const [only, ...others] = members.get(called.name.text) ?? [];
		return others.length === 0 ? only : undefined;
	};
	const calls = new Map<Callable, Call[]>();
	const note = (node: ts.Node): void => {
		if (ts.isCallExpression(node)) {
			const callee = calleeOf(node);
			if (callee) calls.set(callee, [...(calls.get(callee) ?? []), callOf(node)]);
		}
		node.forEachChild(note);
	};
	files.forEach(note);
	return { files, declarationOf, calleeOf, callOf, callsTo: (callee) => calls.get(callee) ?? [] };
}

/** The functions that objects hold, by the names of their members. */
function membersIn(files: readonly ts.SourceFile[]): Map<string, Callable[]> {
	const members = new Map<string, Callable[]>();
	const visit = (node: ts.Node): void => {
		const made = ts.isPropertyAssignment(node) ? node.initializer : node;
		const isMember = ts.isObjectLiteralExpression(node.parent) && ts.isObjectLiteralElement(node);
		if (isMember && isFunction(made)) {
			const name = node.name?.getText() ?? '';
			members.set(name, [...(members.get(name) ?? []), made]);
		}
		node.forEachChild(visit);
	};
	for (const file of files) file.forEachChild(visit);
	return members;
}

const isFunction = (node: ts.Node): node is Callable =>
	ts.isFunctionDeclaration(node) ||
	ts.isMethodDeclaration(node) ||
	ts.isArrowFunction(node) ||
	ts.isFunctionExpression(node);

function isCallOfThis(
	node: ts.CallExpression,
): node is ts.CallExpression & { expression: ts.PropertyAccessExpression } {
	return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'call';
}

const callOf = (node: ts.CallExpression): Call => ({
	node,
	args: isCallOfThis(node) ? node.arguments.slice(1) : node.arguments,
});

function asCallable(declaration: ts.Declaration | undefined): Callable | undefined {
	if (declaration === undefined) return undefined;
	const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
	return made && isFunction(made) ? made : undefined;
}

/** The parameters of a function without `this`. */
export const parametersOf = ({ parameters }: Callable) =>
	parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this'));
