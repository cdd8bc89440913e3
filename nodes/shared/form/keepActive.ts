import type { IExecuteFunctions } from 'n8n-workflow';
import { readProfile } from '../concur/readProfile';
import type { UserDocument } from '../person/userDocument';
import { isBlank } from '../row/readValue';
import { itemError } from '../run/nodeError';
import type { UserForm } from './readUserDocument';

/**
 * The form of a replace with the present value of Active where it does not say one: a replace needs the value, and no
 * default is right for both an employee and a leaver.
 * @throws NodeApiError for an unknown user; NodeOperationError if SAP Concur does not say whether the user is active
 */
export async function keepActive(
	this: IExecuteFunctions,
	itemIndex: number,
	userId: string,
	{ document, notices }: Pick<UserForm, 'document' | 'notices'>,
): Promise<Pick<UserForm, 'document' | 'notices'>> {
	if (!isBlank(document.active)) return { document, notices };
	const { active } = (await readProfile.call(this, userId, ['identity'])) ?? {};
	if (typeof active !== 'boolean') {
		const message = 'Active is missing, and SAP Concur does not say whether the user is active';
		const cure =
			'Enter yes or no for Active, or add the scope identity.user.core.read to the app in SAP Concur.';
		throw itemError.call(this, itemIndex, message, cure);
	}
	const kept: UserDocument = { ...document, active };
	return active
		? { document: kept, notices }
		: { document: kept, notices: [...notices, 'Active: not sent, so the user stays inactive'] };
}
