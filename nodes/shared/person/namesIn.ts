import get from 'lodash/get';
import isString from 'lodash/isString';
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';
import { urn } from '../schema/attributes';
import type { UserDocument } from './userDocument';

/** The names that a user document holds, for output items, and to find repeated users or those of a lost request. */
export function namesIn(document: UserDocument): { userName?: string; employeeNumber?: string } {
	return pickBy(
		{
			userName: document.userName,
			employeeNumber: get(document, [urn.enterprise, 'employeeNumber']),
		},
		isString,
	);
}

/** The same of a flat row. */
export const namesInRow = ({ userName, employeeNumber }: IDataObject) =>
	namesIn({ userName, [urn.enterprise]: { employeeNumber } });
