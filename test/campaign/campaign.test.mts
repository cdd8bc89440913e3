// One small campaign in each mode; `npm run campaign` runs large ones.
import { expect, it } from 'vitest';
import { runCampaign } from './campaign.mts';

it.each(['continueRegularOutput', 'stopWorkflow'] as const)(
	'nobody gets lost and every outcome is right while SAP Concur misbehaves (%s)',
	async (onError) => {
		const size = { people: 150, second: 40, maximumWaitMinutes: 5 };
		const result = await runCampaign({ seed: 39, ...size, onError, level: 3 });
		expect(result.deviations).toEqual([]);
		expect(Object.keys(result.outcomes).sort()).toEqual([
			'failed',
			'partial',
			'pending',
			'succeeded',
		]);
	},
);
