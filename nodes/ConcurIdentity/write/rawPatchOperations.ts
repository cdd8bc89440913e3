// PATCH operations that somebody wrote by hand. SAP: v4.1.identity, Update a user.
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { catalogue, extensions, isJsonObject } from '../../shared/schema/attributes';
import { quoted } from '../../shared/schema/fieldIssue';
import { didYouMean } from '../../shared/schema/nearest';
import type { PatchOperation } from '../../shared/person/patchMessage';
import { attributePath, parsePath, rulesAt } from '../../shared/schema/scimPath';

const example = 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].';

/**
 * The operations in the field of one item, checked as far as their paths say.
 * @throws NodeOperationError unless they are a list of operations that Identity takes
 */
export function rawPatchOperations(this: IExecuteFunctions, itemIndex: number): PatchOperation[] {
	const value = this.getNodeParameter('patchOperations', itemIndex) as unknown;
	const refuse = (problem: string, description = example) =>
		new NodeOperationError(this.getNode(), `The field 'PATCH Operations' ${problem}`, {
			itemIndex,
			description,
		});
	let operations = value;
	if (typeof value === 'string') {
		try {
			operations = JSON.parse(value);
		} catch (error) {
			throw refuse(`holds no valid JSON: ${(error as Error).message}`);
		}
	}
	if (!Array.isArray(operations) || operations.length === 0) {
		throw refuse('must hold a list of at least one operation');
	}
	for (const operation of operations) {
		const fault = faultOf(operation);
		if (fault) throw refuse(...fault);
	}
	return operations as PatchOperation[];
}

type Fault = [problem: string, cure?: string];

function faultOf(operation: unknown): Fault | undefined {
	if (!isJsonObject(operation)) return [`has an operation that is no object: ${quoted(operation)}`];
	const { op, path, value } = operation;
	if (!['add', 'replace', 'remove'].includes(String(op))) {
		return [`has the operation '${String(op)}'. SAP Concur knows add, replace and remove`];
	}
	if (op === 'remove' && !path) return ['has a remove without a path'];
	if (op !== 'remove' && value === undefined)
		return [`has the operation '${String(op)}' without a value`];
	return path === undefined ? undefined : pathFault(String(path));
}

function pathFault(text: string): Fault | undefined {
	const path = parsePath(text);
	if (extensions[path.schema].area !== 'identity') {
		return [
			`changes '${text}', which does not belong to the identity`,
			'Use the SAP Concur Provisioning node for expense and travel data.',
		];
	}
	const rules = rulesAt(path);
	if (path.steps.length > 0 && !rules) {
		const known = Object.keys(catalogue[path.schema]);
		return [
			`changes '${text}', which is not an attribute of SAP Concur`,
			`Correct the path.${didYouMean(attributePath(path.steps), known)}`,
		];
	}
	// SAP's tables call the legal name read only, its samples send it (open questions 29).
	return rules?.mutability === 'readOnly' && text !== 'name.legalName'
		? [`changes '${text}', which SAP Concur fills by itself`, 'Leave this operation out.']
		: undefined;
}
