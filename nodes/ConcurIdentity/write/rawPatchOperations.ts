import isNil from 'lodash/isNil';
import mapValues from 'lodash/mapValues';
import uniq from 'lodash/uniq';
import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonParameter } from '../../shared/form/jsonParameter';
import { itemError } from '../../shared/run/nodeError';
import { catalog, extensions, isJsonObject } from '../../shared/schema/attributes';
import { noteReading, readValue } from '../../shared/row/readValue';
import type { RowReading } from '../../shared/schema/reading';
import {
	mostIssues,
	problemOf,
	quoted,
	shortened,
	type Finding,
} from '../../shared/schema/fieldIssue';
import { labelOf } from '../../shared/schema/labelOf';
import { didYouMean } from '../../shared/schema/nearest';
import type { PatchOperation } from '../../shared/person/patchMessage';
import { attributePath, parsePath, rulesAt } from '../../shared/schema/scimPath';

const field = {
	label: 'PATCH Operations',
	example: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
};

/** What one item says to do to a user. */
export interface RawOperations {
	operations: PatchOperation[];
	/** What the person should know about how values were read, one sentence each. */
	notices: string[];
}

/**
 * The operations in the field of one item: verbs in any letter case, and each value in the type of its attribute.
 * @throws NodeOperationError unless they are a list of operations that the identity service takes
 */
export function rawPatchOperations(this: IExecuteFunctions, itemIndex: number): RawOperations {
	const sent = jsonParameter.call(this, 'patchOperations', itemIndex, field);
	const operations: unknown = Array.isArray(sent) ? sent.map(withPlainVerb) : sent;
	const [problem, cure = field.example] = problemIn(operations) ?? [];
	if (problem) {
		throw itemError.call(this, itemIndex, `The field '${field.label}' ${problem}`, cure);
	}
	const report: RowReading = { beside: { zone: this.getTimezone() }, issues: [], notices: [] };
	const read = (operations as PatchOperation[]).map((one) => readOperation(one, report));
	const issues = report.issues.slice(0, mostIssues);
	if (issues.length === 0) return { operations: read, notices: report.notices };
	const message = `The field '${field.label}' contains a value that cannot be read: ${issues.map(problemOf).join('; ')}`;
	throw itemError.call(this, itemIndex, message, uniq(issues.map((issue) => issue.cure)).join(' '));
}

const verbs = new Set<unknown>(['add', 'replace', 'remove']);

/** Entra writes Replace; SAP Concur takes lower case (api-facts 6). */
function withPlainVerb(operation: unknown): unknown {
	if (!isJsonObject(operation) || typeof operation.op !== 'string') return operation;
	const verb = operation.op.trim().toLowerCase();
	return verbs.has(verb) ? { ...operation, op: verb } : operation;
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
	if (!verbs.has(op)) {
		const name = typeof op === 'string' ? shortened(op) : quoted(op);
		return [`contains the operation '${name}'. Valid operations are add, replace, and remove`];
	}
	if (op === 'remove' && !path) return ['contains a remove without a path'];
	if (op !== 'remove' && value === undefined)
		return [`contains the operation '${String(op)}' without a value`];
	if (path === undefined) return undefined;
	if (typeof path !== 'string') return [`contains a path that is not a text: ${quoted(path)}`];
	return pathProblem(path);
}

function readOperation(operation: PatchOperation, report: RowReading): PatchOperation {
	const { op, path = '', value } = operation;
	return op === 'remove' ? operation : { ...operation, value: readAt(path, value, report) };
}

/** The value in the type of the attribute at a path; of an object, each attribute. null and '' ask for a removal. */
function readAt(path: string, value: unknown, report: RowReading): unknown {
	const rules = rulesAt(parsePath(path));
	if (isNil(value) || value === '') return value;
	if (!rules || rules.type === 'complex') {
		if (Array.isArray(value)) return value.map((entry) => readAt(path, entry, report));
		if (!isJsonObject(value)) return value;
		return mapValues(value, (part, key) => readAt(pathBelow(path, key), part, report));
	}
	const reading = readValue(rules, value, report.beside);
	noteReading(report, labelOf(path), reading);
	if ('value' in reading && reading.value !== undefined) return reading.value;
	const finding = 'problem' in reading ? reading : standsForNone;
	report.issues.push({ label: labelOf(path), sent: value, ...finding });
	return value;
}

/** An operation cannot leave its value out, as a row can. */
const standsForNone: Finding = {
	problem: 'stands for no value',
	cure: 'Use a remove operation to clear the attribute, or leave it out.',
};

/** Below a schema stands a colon, below an attribute a point. */
function pathBelow(path: string, key: string): string {
	if (path === '' || key.startsWith('urn:')) return key;
	const isSchema = parsePath(path).steps.length === 0;
	return isSchema ? `${path.replace(/:$/, '')}:${key}` : `${path}.${key}`;
}

function pathProblem(sent: string): Problem | undefined {
	const path = parsePath(sent);
	const text = shortened(sent.startsWith('urn:') ? labelOf(sent) : sent);
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
