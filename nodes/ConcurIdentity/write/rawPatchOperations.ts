// Room write: what the writing operations of SAP Concur Identity share.
// PATCH operations written by hand are checked here. SAP: v4.1.identity, Update a user.
import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonParameter } from '../../shared/form/jsonParameter';
import { itemError } from '../../shared/run/nodeError';
import { catalog, extensions, isJsonObject } from '../../shared/schema/attributes';
import { quoted, shortened } from '../../shared/schema/fieldIssue';
import { didYouMean } from '../../shared/schema/nearest';
import type { PatchOperation } from '../../shared/person/patchMessage';
import { attributePath, parsePath, rulesAt } from '../../shared/schema/scimPath';

const field = {
	label: 'PATCH Operations',
	example: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
};

/**
 * The operations in the field of one item, checked as far as their paths allow.
 * @throws NodeOperationError unless they are a list of operations that the identity service takes
 */
export function rawPatchOperations(this: IExecuteFunctions, itemIndex: number): PatchOperation[] {
	const operations = jsonParameter.call(this, 'patchOperations', itemIndex, field);
	const [problem, cure = field.example] = problemIn(operations) ?? [];
	if (!problem) return operations as PatchOperation[];
	throw itemError.call(this, itemIndex, `The field '${field.label}' ${problem}`, cure);
}

type Problem = [problem: string, cure?: string];

function problemIn(operations: unknown): Problem | undefined {
	if (!Array.isArray(operations) || operations.length === 0) {
		return ['must contain a list of at least one operation'];
	}
	for (const operation of operations as unknown[]) {
		const problem = problemInOne(operation);
		if (problem) return problem;
	}
	return undefined;
}

function problemInOne(operation: unknown): Problem | undefined {
	if (!isJsonObject(operation))
		return [`contains an operation that is not an object: ${quoted(operation)}`];
	const { op, path, value } = operation;
	if (op !== 'add' && op !== 'replace' && op !== 'remove') {
		const name = typeof op === 'string' ? shortened(op) : quoted(op);
		return [`contains the operation '${name}'. Valid operations are add, replace, and remove`];
	}
	if (op === 'remove' && !path) return ['contains a remove without a path'];
	if (op !== 'remove' && value === undefined)
		return [`contains the operation '${op}' without a value`];
	if (path === undefined) return undefined;
	if (typeof path !== 'string') return [`contains a path that is not a text: ${quoted(path)}`];
	return pathProblem(path);
}

function pathProblem(sent: string): Problem | undefined {
	const path = parsePath(sent);
	const text = shortened(sent);
	if (extensions[path.schema]?.area !== 'identity') {
		return [
			`changes '${text}', which is not part of the identity`,
			'Use the SAP Concur Provisioning node for expense and travel data.',
		];
	}
	const rules = rulesAt(path);
	if (path.steps.length > 0 && !rules) {
		const known = Object.keys(catalog[path.schema] ?? {});
		return [
			`changes '${text}', which is not an attribute of SAP Concur`,
			`Correct the path.${didYouMean(attributePath(path.steps), known)}`,
		];
	}
	// SAP's tables call the legal name read-only, but its samples send it (open-questions 29).
	return rules?.mutability === 'readOnly' && text !== 'name.legalName'
		? [`changes '${text}', which only SAP Concur can set`, 'Remove this operation.']
		: undefined;
}
