import { useLanguage } from './language';

/** A moment, said as a person in that language would; the exact instant is its tooltip. */
export function When({ at }: { at?: string | null }) {
  const { language } = useLanguage();
  if (!at) return <>–</>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={at}>
      {moment.toLocaleString(language === 'ko' ? 'ko-KR' : 'en-GB', {
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      })}
    </time>
  );
}
