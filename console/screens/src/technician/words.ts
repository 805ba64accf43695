const en = {
  photo: 'Photo',
  addPhoto: 'Add a photo',
  parts: 'Parts used',
  partNumber: 'Part number',
  quantity: 'Quantity',
  addPart: 'Add',
  map: 'Open in maps',
  offline: 'No connection. What you enter is kept on this phone and sent by itself when it is back.',
  waiting: 'waits to be sent',
  refused: 'The hub did not take a step:',
  forget: 'Forget it',
};

const ko: typeof en = {
  photo: '사진',
  addPhoto: '사진 추가',
  parts: '사용한 부품',
  partNumber: '부품 번호',
  quantity: '수량',
  addPart: '추가',
  map: '지도에서 열기',
  offline: '연결이 없습니다. 입력한 내용은 이 휴대전화에 보관되며, 연결되면 자동으로 전송됩니다.',
  waiting: '전송 대기',
  refused: '허브가 받지 않은 단계가 있습니다:',
  forget: '지우기',
};

export const words = { en, ko };
