import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { valuesIn } from '../../shared/form/mapper/parameter';
import { referenceIn } from '../../shared/form/people/references';
import {
	checkedBy,
	companyOf,
	issuesError,
	readUserDocument,
	type LocatedReference,
	type UserForm,
} from '../../shared/form/readUserDocument';
import { userFields } from '../../shared/form/userFields';
import { nodeOf } from '../../shared/concur/pause';
import type { UpsertForm } from '../../shared/form/existing/upsertForm';
import { toFlatFields } from '../../shared/person/flatRow';
import { toUserDocument, type UserDocument } from '../../shared/person/userDocument';
import { fieldsById } from '../../shared/schema/flatFields';
import type { Known } from './changedSince';
import { corrected } from './corrected';
import { givenRepair, type GivenRepair } from './givenRepair';

/** What is sent again for a user. */
export interface RepairForm extends UpsertForm, Known {
	/** The user whom the request was about; otherwise, the user is found by the names in the document. */
	userId?: string;
	/** Whether the request was to create somebody who was not there. */
	isNew?: boolean;
}

const [mapper] = userFields('provisioning', 'update');

/** The fields of Update. Columns of the item are not mapped by their headings: they show what was sent before. */
export const correctionsField = {
	...mapper,
	displayName: 'Corrections',
	description:
		'New values for what SAP Concur has rejected. Empty fields correct nothing: what was sent before is sent again.',
	typeOptions: {
		resourceMapper: {
			...mapper?.typeOptions?.resourceMapper,
			supportAutoMap: false,
			// n8n shows this in the place of the name.
			valuesLabel: 'Corrections',
		},
	},
} as INodeProperties;

/**
 * What one item sends again, with the corrections, checked.
 * @throws NodeOperationError for an item without a repair, and for what SAP Concur is known to reject
 */
export async function repairForm(this: IExecuteFunctions, itemIndex: number): Promise<RepairForm> {
	const given = givenRepair.call(this, itemIndex);
	const stored = toUserDocument({}, omit(given.document, 'schemas'), { zone: this.getTimezone() });
	const corrections = await readCorrections.call(this, itemIndex);
	const document = corrected(stored.document, corrections.document);
	const purpose = given.operation === 'update' ? 'update' : 'upsert';
	const companyId = await companyOf.call(this);
	const checked = await checkedBy.call(this, {
		document,
		area: 'provisioning',
		purpose,
		companyId,
	});
	const issues = [...stored.issues, ...checked.issues];
	if (issues.length > 0) {
		const error = issuesError.call(this, issues, itemIndex);
		// What is wrong here is news, whatever an earlier node has said of the item.
		error.context.isLacking = false;
		throw error;
	}
	return {
		document,
		notices: [...corrections.notices, ...checked.notices],
		references: [...unresolvedManager(document, corrections.references), ...corrections.references],
		corrected: correctedIn(corrections),
		isNew: given.operation === 'create',
		...userOf(given),
	};
}

/** Nobody is in doubt where the request named the user itself, or has created them. */
const userOf = ({ operation, userId, before }: GivenRepair) =>
	operation === 'update' && userId !== undefined ? { userId, before } : {};

type Corrections = Pick<UserForm, 'document' | 'notices' | 'references'>;

async function readCorrections(this: IExecuteFunctions, itemIndex: number): Promise<Corrections> {
	const written = nodeOf(this).parameters.changes;
	if (isEmpty(valuesIn(written))) return { document: {}, notices: [], references: [] };
	const form = await readUserDocument.call(this, itemIndex, 'provisioning', 'update');
	return pick(form, ['document', 'notices', 'references']);
}

const correctedIn = ({ document, references }: Corrections): string[] => [
	...Object.keys(toFlatFields(document)),
	...references.map(({ fieldId }) => fieldId),
];

/** A manager who was not there yet has no UUID in the document, but what the row named. */
function unresolvedManager(
	document: UserDocument,
	known: readonly LocatedReference[],
): LocatedReference[] {
	const { value, employeeNumber: key } = referenceIn(document, 'manager') ?? {};
	const isKnown = known.some(({ fieldId }) => fieldId === 'manager');
	if (isKnown || value !== undefined || typeof key !== 'string') return [];
	const { label = 'Manager' } = fieldsById.get('manager') ?? {};
	return [{ fieldId: 'manager', label, key, sent: key, column: undefined }];
}
