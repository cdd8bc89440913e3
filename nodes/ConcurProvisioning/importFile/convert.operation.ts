// Room importFile: SAP Concur's employee import file, and how its records become rows that Create or Update and Plan take.
// From the bytes to the records leads file/, from the records to a row records/, and whose record each is decides people/.
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isCancelled } from '../../shared/concur/pause';
import { outcomeItem } from '../../shared/run/itemOutcome';
import { asNodeError, itemError, stopsNode, type NodeError } from '../../shared/run/nodeError';
import type { BatchOperation, ItemResult } from '../../shared/run/operation';
import { convertFile, type ConvertedFile } from './convertFile';
import { tellConverted } from './tellConverted';

const fields: INodeProperties[] = [
	{
		displayName: 'Input',
		name: 'input',
		type: 'options',
		default: 'binary',
		options: [
			{ name: 'Binary File', value: 'binary', description: 'A file that an earlier node has read' },
			{ name: 'Text', value: 'text', description: 'The content of the file as a text' },
		],
		description: 'Where the import file comes from',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field that contains the file',
		displayOptions: { show: { input: ['binary'] } },
		description:
			'Commas or pipes, as record 100 is written. UTF-8, UTF-16, and Windows-1252 are recognized.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. 100,0,SSO,UPDATE,EN,N,N',
		displayOptions: { show: { input: ['text'] } },
		description: 'All lines of the import file, the first one with record 100',
	},
];

export const convert: BatchOperation = {
	name: 'Convert',
	action: 'Convert an employee import file',
	description:
		"Make one row for each person of SAP Concur's employee import file (record types 300 to 760), for Create or Update and for Plan. Nothing is sent.",
	fields,
	failing: 'cannot be converted.',
	hasNoSupportDetails: true,

	async executeAll(items) {
		const results: ItemResult[] = [];
		const files: ConvertedFile[] = [];
		for (const itemIndex of items.keys()) {
			try {
				const file = await convertFile.call(this, await bytesOf.call(this, itemIndex), itemIndex);
				files.push(file);
				for (const json of file.items) results.push({ itemIndex, json });
			} catch (caught) {
				const error = asNodeError.call(this, caught);
				results.push({ itemIndex, json: outcomeOf.call(this, error), error });
				if (isCancelled(this)) break;
			}
		}
		const hasFailed = results.some(({ error }) => error);
		if (!(hasFailed && stopsNode.call(this))) tellConverted.call(this, files);
		return results;
	},
};

/** What the nodes behind pass on of a file that cannot be read, while the workflow goes on. */
function outcomeOf(this: IExecuteFunctions, error: NodeError): IDataObject {
	const request = { operation: 'convert', provisionId: null, sent: [] };
	return stopsNode.call(this) ? {} : outcomeItem({}, 'failed', request, error);
}

/** The file as it is. @throws NodeOperationError without one */
async function bytesOf(this: IExecuteFunctions, itemIndex: number): Promise<Buffer> {
	if (this.getNodeParameter('input', itemIndex) === 'binary') {
		const name = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
		this.helpers.assertBinaryData(itemIndex, name);
		return await this.helpers.getBinaryDataBuffer(itemIndex, name);
	}
	const text: unknown = this.getNodeParameter('text', itemIndex);
	if (typeof text === 'string') return Buffer.from(text);
	throw itemError.call(
		this,
		itemIndex,
		'Text must be the content of an import file',
		'Enter an expression that gives the text of the file, or choose Binary File.',
	);
}
