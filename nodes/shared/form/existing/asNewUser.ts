import uniq from 'lodash/uniq';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Area } from '../../check/purpose';
import { withoutNulls, type UserDocument } from '../../person/userDocument';
import { isBlank } from '../../row/readValue';
import { countReadings } from '../../run/understood';
import { urn } from '../../schema/attributes';
import { companyLabels } from '../companyForm';
import { mappedRow } from '../mapper/mappedRow';
import type { Key } from '../../concur/existing/keys';
import { checkedBy, companyOf, locatedError, type UserForm } from '../readUserDocument';
import { inWords } from './whoIsThere';

/**
 * The form of an item whose user turned out to be new, as Create would have read it.
 * @throws NodeOperationError like readUserDocument, for what a new user lacks
 */
export async function asNewUser(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	form: UserForm,
	match: Key,
): Promise<UserForm> {
	const companyId = await companyOf.call(this);
	const kept = withoutNulls(form.document);
	const document: UserDocument = {
		...kept,
		active: isBlank(kept.active) ? true : kept.active,
		[urn.enterprise]: { companyId, ...(kept[urn.enterprise] as IDataObject | undefined) },
	};
	document.schemas = uniq([...(kept.schemas as string[]), urn.enterprise]);
	const {
		issues,
		notices,
		form: ofCompany,
	} = await checkedBy.call(this, {
		document,
		area,
		purpose: 'create',
		companyId,
	});
	if (issues.length > 0) {
		const row = mappedRow.call(
			this,
			itemIndex,
			area,
			'upsert',
			await companyLabels.call(this, area, 'upsert'),
		);
		const error = locatedError.call(this, itemIndex, issues, row, ofCompany);
		// Without this, whoever has mistyped a key would look for the fault elsewhere.
		error.message = `Nobody in SAP Concur has ${inWords(match)}, so this would be a new user: ${error.message}`;
		throw error;
	}
	const filledIn = form.depending?.ifNew.notices ?? [];
	countReadings(this, filledIn);
	return { ...form, document, notices: uniq([...form.notices, ...filledIn, ...notices]) };
}
